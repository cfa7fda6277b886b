package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule M4: money is decimal, in whole minor units of its currency. */
class MoneyTest {

    @DisplayName("M4: an amount has no more decimals than the currency's minor unit and is not negative")
    @ParameterizedTest(name = "\"{0}\" {1}: {2}")
    @CsvSource({
        // text, currency, what comes of it
        "17, USD, 17.00",
        "17.00, USD, 17.00",
        "17.100, USD, 17.10",
        "0, USD, 0.00",
        "-0, USD, 0.00",
        "-0.01, USD, must not be negative",
        "0.001, USD, must have at most 2 decimals",
        "17, JPY, 17",
        "17.0, JPY, 17",
        "17.5, JPY, must have at most 0 decimals",
        "1.234, KWD, 1.234",
        "1.2345, KWD, must have at most 3 decimals",
        "999999999999999.99, USD, 999999999999999.99",
        "1000000000000000, USD, must have at most 15 digits before the point",
    })
    void parses(String text, String currency, String result) {
        assertThat(Money.parse(text, Currency.getInstance(currency)).fold(Money::toString, fault -> fault))
                .isEqualTo(result);
    }

    @DisplayName("M4: rounding is half-up to the minor unit, away from zero for debts too")
    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "0.005, USD, 0.01",
        "0.00499999, USD, 0.00",
        "-0.005, USD, -0.01",
        "0.5, JPY, 1",
        "0.4999, JPY, 0",
        "0.0005, KWD, 0.001",
        "0.0004, KWD, 0.000",
    })
    void rounds(BigDecimal exact, String currency, String rounded) {
        assertThat(Money.rounded(exact, Currency.getInstance(currency))).hasToString(rounded);
    }

    @DisplayName("only ISO 4217 currencies that have a minor unit hold money")
    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "usd", "USDX", "ZZZ", "XXX", "XAU", " USD"})
    void refusesCurrencies(String code) {
        assertThat(Money.parseCurrency(code)).isInstanceOf(Parsed.Fault.class);
    }

    @Test
    @DisplayName("amounts of different currencies never meet, and none is finer than the minor unit")
    void guards() {
        Money dollars = Money.of("1.00", "USD");
        Money euros = Money.of("1.00", "EUR");
        assertThat(Money.parseCurrency("USD")).isEqualTo(Parsed.of(Currency.getInstance("USD")));
        assertThatThrownBy(() -> dollars.plus(euros)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars.minus(euros)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars.compareTo(euros)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of("0.001", "USD")).isInstanceOf(ArithmeticException.class);
        assertThat(dollars.minus(Money.of("1.01", "USD")).isNegative()).isTrue();
        assertThat(Money.of("-1", "USD").negated()).isEqualTo(dollars).hasToString("1.00");
    }
}
