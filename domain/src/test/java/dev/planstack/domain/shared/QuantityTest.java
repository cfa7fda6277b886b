package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule M1: quantities are exact and above zero. */
class QuantityTest {

    @DisplayName("M1: a quantity that is used is above 0, at the meter's scale")
    @ParameterizedTest(name = "\"{0}\" at scale {1}: {2}")
    @CsvSource({
        // text, scale, what comes of it
        "0, 0, must be above 0",
        "0.00, 2, must be above 0",
        "-0, 0, must be above 0",
        "-1, 0, must be above 0",
        "0.01, 2, 0.01",
        "0.010, 2, 0.01",
        "0.001, 2, must have at most 2 decimals",
        "1, 0, 1",
    })
    void parses(String text, int scale, String result) {
        assertThat(Quantity.parse(text, scale).fold(Quantity::toString, fault -> fault))
                .isEqualTo(result);
    }

    @Test
    @DisplayName("equal values are equal quantities, however many zeros stand behind the point")
    void equality() {
        assertThat(Quantity.of("1.50")).isEqualTo(Quantity.of("1.5")).hasSameHashCodeAs(Quantity.of("1.5"));
        assertThat(Quantity.of("0.00")).isEqualTo(Quantity.ZERO).hasSameHashCodeAs(Quantity.ZERO);
        assertThat(Quantity.of("1000")).isEqualTo(Quantity.of("1E+3")).isNotEqualTo(Quantity.of("1000.1"));
    }

    @Test
    @DisplayName("sums and differences are exact and never negative")
    void arithmetic() {
        assertThat(Quantity.of("0.1").plus(Quantity.of("0.2"))).isEqualTo(Quantity.of("0.3"));
        assertThat(Quantity.of("0.3").minus(Quantity.of("0.1"))).isEqualTo(Quantity.of("0.2"));
        assertThat(Quantity.of("2").minus(Quantity.of("2")).isZero()).isTrue();
        assertThat(Quantity.of("2").min(Quantity.of("1"))).isEqualTo(Quantity.of("1"));
        assertThatThrownBy(() -> Quantity.of("1").minus(Quantity.of("1.000000001")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
