package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.domain.shared.Parsed;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule L2: an application names at least one of a package name, a bundle ID and a web domain. */
class PlatformIdentitiesTest {

    private static final String FAULT = "fault";

    private static String read(Parsed<String> parsed) {
        return parsed.fold(value -> value, fault -> FAULT);
    }

    @Test
    @DisplayName("L2: at least one")
    void atLeastOne() {
        assertThatThrownBy(() -> new PlatformIdentities(Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @DisplayName("L12: a domain is kept as it is matched: in lower case, without the dot at the end")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "acme.com, acme.com",
        "ACME.com., acme.com",
        "localhost, localhost",
        "a-b.c1.example, a-b.c1.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "bücher.example, fault",
        "https://acme.com, fault",
        "acme.com:443, fault",
        "acme.com/, fault",
        "*.acme.com, fault",
        "-acme.com, fault",
        "acme-.com, fault",
        "acme..com, fault",
        ".acme.com, fault",
        "acme.com.., fault",
        "'acme.com ', fault",
        "., fault",
        "'', fault",
    })
    void domain(String text, String read) {
        assertThat(read(PlatformIdentities.parseDomain(text))).isEqualTo(read);
    }

    @DisplayName("L2: lengths of domains are those of DNS")
    @ParameterizedTest(name = "a label of {0}, {1} times: {2}")
    @CsvSource({"63, 1, true", "64, 1, false", "49, 5, true", "50, 5, false"})
    void domainLength(int length, int times, boolean accepted) {
        String label = "a".repeat(length);
        String domain = (label + ".").repeat(times) + "com";
        assertThat(read(PlatformIdentities.parseDomain(domain)).equals(FAULT)).isNotEqualTo(accepted);
    }

    @DisplayName("L2: package names and bundle IDs as their platforms have them")
    @ParameterizedTest(name = "{0}: package {1}, bundle {2}")
    @CsvSource({
        "com.acme.shop, true, true",
        "com.acme.Shop2, true, true",
        "com.acme.shop_2, true, false",
        "com.acme-shop, false, true",
        "com.2acme, false, true",
        "com..acme, false, false",
        "com.acme., false, false",
        ".com, false, false",
        "'com.acme shop', false, false",
        "'', false, false",
    })
    void names(String text, boolean packageName, boolean bundleId) {
        assertThat(read(PlatformIdentities.parsePackageName(text)).equals(FAULT))
                .isNotEqualTo(packageName);
        assertThat(read(PlatformIdentities.parseBundleId(text)).equals(FAULT)).isNotEqualTo(bundleId);
    }
}
