package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule L11: who, which SDKs and editions, until when; the key stays, the document's revision grows. */
class LicenseDocumentTest {

    private static final Application SHOP =
            Application.of(new ApplicationId("shop"), "Shop", identities("com.acme.shop"), new LicenseKey("lk_1"));

    private static PlatformIdentities identities(String packageName) {
        return new PlatformIdentities(Optional.of(packageName), Optional.empty(), Optional.empty());
    }

    private static LicenseOrder order(int number, String from, String until, String... sdks) {
        return GivenOrder.of(number, sdks).from(Instant.parse(from)).until(until);
    }

    private static LicenseDocument document(Application application, List<LicenseOrder> bound, Instant now) {
        return LicenseDocument.of(new AccountId("a"), application, bound, now);
    }

    @DisplayName("L11: what covers the instant of issue, each edition until its own end")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2025-12-31T23:59:59Z, ''",
        "2026-01-01T00:00:00Z, player/basic 02-10; live/basic 01-20",
        "2026-01-15T00:00:00Z, player/basic 02-10; live/basic 01-20; player/pro 02-01",
        "2026-01-20T00:00:00Z, player/basic 02-10; player/pro 02-01",
        "2026-02-01T00:00:00Z, player/basic 02-10",
        "2026-02-10T00:00:00Z, ''",
        "2026-03-01T00:00:00Z, live/basic 04-01",
    })
    void grants(Instant now, String grants) {
        List<LicenseOrder> bound = List.of(
                order(1, "2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z", "player/basic", "live/basic"),
                order(2, "2026-01-15T00:00:00Z", "2026-02-01T00:00:00Z", "player/pro"),
                order(3, "2026-01-20T00:00:00Z", "2026-02-10T00:00:00Z", "player/basic"),
                order(4, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "live/basic"));
        assertThat(document(SHOP, bound, now).grants().stream()
                        .map(g -> g.sdk().sdk() + "/" + g.sdk().edition() + " "
                                + g.expiresAt().toString().substring(5, 10))
                        .collect(Collectors.joining("; ")))
                .isEqualTo(grants);
    }

    @Test
    @DisplayName("L11: whatever changes the document makes its revision grow; the key stays")
    void revision() {
        Instant now = Instant.parse("2026-01-10T10:00:00Z");
        LicenseOrder order = order(1, "2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z", "player/basic");
        LicenseOrder renewed = GivenOrder.renewed(order, "P1M", "PT0S", now, BillingCalendar.DEFAULT);
        LicenseOrder other = order(2, "2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z", "live/basic");
        Application moved = SHOP.replaced("Shop", identities("com.acme.shop2"));
        Application movedBack = moved.replaced("Shop", identities("com.acme.shop"));

        assertThat(List.of(
                        document(SHOP, List.of(), now).revision(),
                        document(SHOP, List.of(order), now).revision(),
                        document(SHOP, List.of(renewed), now).revision(),
                        document(SHOP, List.of(renewed, other), now).revision(),
                        document(moved, List.of(renewed, other), now).revision(),
                        document(movedBack, List.of(renewed, other), now).revision()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(SHOP.replaced("Store", SHOP.identities()).changes()).isEqualTo(1);
        assertThat(movedBack.licenseKey()).isEqualTo(SHOP.licenseKey());
    }
}
