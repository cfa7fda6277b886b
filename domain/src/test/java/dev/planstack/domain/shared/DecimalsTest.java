package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules M1 and M4: which texts are numbers, and how numbers are written. */
class DecimalsTest {

    @DisplayName("M1: exact decimals with at most 15 digits before the point and no more decimals than the scale")
    @ParameterizedTest(name = "\"{0}\" at scale {1} is {2}")
    @CsvSource({
        // text, scale, read as
        "0, 0, 0",
        "-0, 0, 0",
        "7, 0, 7",
        "0.25, 2, 0.25",
        "-0.25, 2, -0.25",
        // zeros at the end do not count as decimals
        "1.0, 0, 1",
        "1.500, 1, 1.5",
        "0.000000001, 9, 0.000000001",
        // 15 digits, and the digits behind the point apart from them
        "999999999999999, 0, 999999999999999",
        "999999999999999.999999999, 9, 999999999999999.999999999",
        "100000000000000, 0, 100000000000000",
    })
    void reads(String text, int scale, String value) {
        assertThat(Decimals.parse(text, scale).map(Decimals::text)).isEqualTo(Parsed.of(value));
    }

    @DisplayName("M1: nothing is rounded, guessed or read with an exponent")
    @ParameterizedTest(name = "\"{0}\" at scale {1}: {2}")
    @CsvSource({
        // text, scale, what would be right
        "'', 0, without exponent",
        "' 1', 0, without exponent",
        "1e3, 0, without exponent",
        "1E3, 0, without exponent",
        "+1, 0, without exponent",
        ".5, 1, without exponent",
        "1., 1, without exponent",
        "01, 0, without exponent",
        "00.5, 1, without exponent",
        "'1,5', 1, without exponent",
        "1_000, 0, without exponent",
        "0x10, 0, without exponent",
        "NaN, 0, without exponent",
        "١, 0, without exponent",
        "1000000000000000, 0, at most 15 digits",
        "-1000000000000000, 0, at most 15 digits",
        "1000000000000000.5, 1, at most 15 digits",
        "0.5, 0, at most 0 decimals",
        "0.255, 2, at most 2 decimals",
        "0.0000000001, 9, at most 9 decimals",
    })
    void refuses(String text, int scale, String expected) {
        assertThat(Decimals.parse(text, scale).fold(BigDecimal::toString, fault -> fault))
                .contains(expected);
    }

    @DisplayName("numbers are written without exponent and without superfluous zeros")
    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({"0.00, 0", "-0.0, 0", "1E+6, 1000000", "1.50, 1.5", "1E-12, 0.000000000001", "-3.10, -3.1"})
    void writes(BigDecimal value, String text) {
        assertThat(Decimals.text(value)).isEqualTo(text);
    }
}
