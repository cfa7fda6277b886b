package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule T5: ids are compared by code point, everywhere. */
class IdentifiersTest {

    @DisplayName("T5: ids are ordered by code point")
    @ParameterizedTest(name = "\"{0}\" before \"{1}\"")
    @CsvSource({
        "a, b",
        "a, aa",
        "'', a",
        "Z, a",
        "10, 9",
        "a-1, a.1",
        // UTF-16 units order these the other way round: U+FF5E is above the surrogates of U+1F600
        "\uFF5E, \uD83D\uDE00",
        "x\uFFFD, x\uD800\uDC00",
    })
    void order(String first, String second) {
        assertThat(Identifiers.BY_CODE_POINT.compare(first, second)).isNegative();
        assertThat(Identifiers.BY_CODE_POINT.compare(second, first)).isPositive();
        assertThat(Identifiers.BY_CODE_POINT.compare(first, first)).isZero();
    }

    @DisplayName("ids that clients choose: 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'")
    @ParameterizedTest(name = "\"{0}\" is one: {1}")
    @CsvSource({
        "a, true",
        "traffic.cn, true",
        "A_b-9, true",
        "'', false",
        "a b, false",
        "é, false",
        "a/b, false",
        "a#b, false"
    })
    void clientIds(String text, boolean accepted) {
        assertThat(Identifiers.parse(text) instanceof Parsed.Value).isEqualTo(accepted);
    }

    @DisplayName("names and record ids have no unprintable characters")
    @ParameterizedTest(name = "case {index}")
    @ValueSource(strings = {"", "a\nb", "a\u0000", "\u007f", "a\u2028", "a\u2029", "\uD83D", "\uDE00\uD83D", "\uFFFF"})
    void unprintable(String text) {
        assertThat(Identifiers.parsePrintable(text)).isInstanceOf(Parsed.Fault.class);
    }

    @Test
    @DisplayName("lengths count characters, not UTF-16 units: 64 and 128 are the most")
    void lengths() {
        String smile = "\uD83D\uDE00";
        assertThat(Identifiers.parse("a".repeat(64))).isInstanceOf(Parsed.Value.class);
        assertThat(Identifiers.parse("a".repeat(65))).isInstanceOf(Parsed.Fault.class);
        assertThat(Identifiers.parsePrintable(smile.repeat(128))).isEqualTo(Parsed.of(smile.repeat(128)));
        assertThat(Identifiers.parsePrintable(smile.repeat(129))).isInstanceOf(Parsed.Fault.class);
        assertThat(Identifiers.parsePrintable("名前 №1")).isEqualTo(Parsed.of("名前 №1"));
    }
}
