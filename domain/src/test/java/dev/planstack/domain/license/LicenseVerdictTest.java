package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules L11 and L12: what is answered to who asks whether an SDK may be used. */
class LicenseVerdictTest {

    private static final Application SHOP = Application.of(
            new ApplicationId("shop"),
            "Shop",
            new PlatformIdentities(Optional.of("com.acme.shop"), Optional.of("com.acme.Shop"), Optional.of("acme.com")),
            new LicenseKey("lk_1"));

    private static String told(LicenseVerdict verdict) {
        return verdict.refusal().map(LicenseVerdict.Reason::code).orElse("valid")
                + verdict.edition().map(e -> " " + e).orElse("")
                + verdict.expiresAt()
                        .map(at -> " " + at.toString().substring(5, 10))
                        .orElse("");
    }

    @DisplayName(
            "L12: wrong application before not licensed before expired; the edition is that of the order that lasts longest")
    @ParameterizedTest(name = "{0} {1} wants {2} at {3}: {4}")
    @CsvSource({
        // platform, name, SDK, now, answer
        "ANDROID, com.acme.shop, player, 2026-01-10T00:00:00Z, valid basic 02-01",
        "IOS, com.acme.Shop, player, 2026-01-10T00:00:00Z, valid basic 02-01",
        "WEB, acme.com, player, 2026-01-10T00:00:00Z, valid basic 02-01",
        "WEB, acme.com, live, 2026-01-10T00:00:00Z, valid basic 01-20",
        "WEB, acme.com, live, 2026-01-19T23:59:59.999999999Z, valid basic 01-20",
        "WEB, acme.com, live, 2026-01-20T00:00:00Z, expired basic 01-20",
        "WEB, acme.com, live, 2027-01-20T00:00:00Z, expired basic 01-20",
        // two orders join into one time; the second is of another edition
        "WEB, acme.com, player, 2026-01-15T00:00:00Z, valid pro 02-01",
        "WEB, acme.com, player, 2026-02-01T00:00:00Z, expired pro 02-01",
        // no order has started that holds it
        "WEB, acme.com, player, 2025-12-31T23:59:59.999999999Z, not-licensed",
        "WEB, acme.com, editor, 2026-02-28T23:59:59.999999999Z, not-licensed",
        "WEB, acme.com, editor, 2026-03-01T00:00:00Z, valid pro 04-01",
        "WEB, acme.com, Player, 2026-01-10T00:00:00Z, not-licensed",
        "WEB, acme.com, '', 2026-01-10T00:00:00Z, not-licensed",
        // who it is comes first
        "ANDROID, com.acme.Shop, player, 2026-01-10T00:00:00Z, wrong-application",
        "IOS, com.acme.shop, player, 2026-01-10T00:00:00Z, wrong-application",
        "ANDROID, com.acme.shop.lite, player, 2026-01-10T00:00:00Z, wrong-application",
        "WEB, acme.org, other, 2027-01-10T00:00:00Z, wrong-application",
        "WEB, '', player, 2026-01-10T00:00:00Z, wrong-application",
    })
    void verdict(Platform platform, String name, String sdk, Instant now, String answer) {
        List<LicenseOrder> bound = List.of(
                GivenOrder.of(1, "player/basic", "live/basic")
                        .from(Instant.parse("2026-01-01T00:00:00Z"))
                        .until("2026-01-20T00:00:00Z"),
                GivenOrder.of(2, "player/pro")
                        .from(Instant.parse("2026-01-15T00:00:00Z"))
                        .until("2026-02-01T00:00:00Z"),
                GivenOrder.of(3, "editor/pro")
                        .from(Instant.parse("2026-03-01T00:00:00Z"))
                        .until("2026-04-01T00:00:00Z"));
        assertThat(told(LicenseVerdict.of(SHOP, bound, new PlatformIdentity(platform, name), sdk, now)))
                .isEqualTo(answer);
    }

    @Test
    @DisplayName("L12: a key that no application has")
    void unknownKey() {
        assertThat(told(LicenseVerdict.UNKNOWN_KEY)).isEqualTo("unknown-key");
    }

    @DisplayName("L12: a domain matches itself and its sub-domains, nothing else")
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "acme.com, acme.com, true",
        "acme.com, shop.acme.com, true",
        "acme.com, a.b.c.acme.com, true",
        "acme.com, ACME.COM., true",
        "acme.com, Shop.Acme.Com, true",
        "acme.com, notacme.com, false",
        "acme.com, acme.com.evil.org, false",
        "acme.com, evil.org/acme.com, false",
        "acme.com, evil.org?.acme.com.x, false",
        "acme.com, com, false",
        "acme.com, acme, false",
        "acme.com, acmexcom, false",
        "acme.com, acme.co, false",
        "acme.com, acme.com.., false",
        "acme.com, .com, false",
        "acme.com, '', false",
        "acme.com, ., false",
        "acme.com, acme.com:8080, false",
        "shop.acme.com, acme.com, false",
        "shop.acme.com, myshop.acme.com, false",
        "localhost, localhost, true",
    })
    void domains(String domain, String host, boolean matches) {
        PlatformIdentities identities = new PlatformIdentities(Optional.empty(), Optional.empty(), Optional.of(domain));
        assertThat(identities.match(new PlatformIdentity(Platform.WEB, host))).isEqualTo(matches);
    }

    @DisplayName("L2, L12: what an application is not known by never matches")
    @ParameterizedTest(name = "known by {0}, asked as {1}: {2}")
    @CsvSource({
        "ANDROID, ANDROID, true", "ANDROID, IOS, false", "ANDROID, WEB, false",
        "IOS, ANDROID, false", "IOS, IOS, true", "IOS, WEB, false",
        "WEB, ANDROID, false", "WEB, IOS, false", "WEB, WEB, true",
    })
    void platforms(Platform known, Platform asked, boolean matches) {
        Optional<String> name = Optional.of("acme.com");
        PlatformIdentities identities = new PlatformIdentities(
                name.filter(n -> known == Platform.ANDROID),
                name.filter(n -> known == Platform.IOS),
                name.filter(n -> known == Platform.WEB));
        assertThat(identities.match(new PlatformIdentity(asked, "acme.com"))).isEqualTo(matches);
    }
}
