package dev.planstack.domain.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money, positive, zero or negative, in whole minor units of its currency (rule M4).
 *
 * @param amount the amount in major units, with exactly the currency's minor digits
 * @param currency an ISO 4217 currency
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    /** Refuses amounts that are finer than the currency's minor unit. */
    public Money {
        amount = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    }

    /** No money. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** The amount that a plain decimal names. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** Rounds half-up to the minor unit (rule M4). */
    public static Money rounded(BigDecimal exact, Currency currency) {
        return new Money(exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
    }

    /** Reads an amount of zero or more, such as {@code 17.00}. */
    public static Parsed<Money> parse(String text, Currency currency) {
        return Decimals.parse(text, currency.getDefaultFractionDigits())
                .then(v -> v.signum() >= 0 ? Parsed.of(new Money(v, currency)) : Parsed.fault("must not be negative"));
    }

    /** Reads an ISO 4217 code of a currency that has a minor unit, such as {@code USD}. */
    public static Parsed<Currency> parseCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .filter(c -> c.getCurrencyCode().equals(code) && c.getDefaultFractionDigits() >= 0)
                .findAny()
                .<Parsed<Currency>>map(Parsed::of)
                .orElseGet(() -> Parsed.fault("must be an ISO 4217 currency code, such as \"USD\""));
    }

    /** Both together; they must be of one currency. */
    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    /** This less the other; they must be of one currency. */
    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    /** The same amount owed instead of held. */
    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** Whether this is below zero. */
    public boolean isNegative() {
        return amount.signum() < 0;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currencies differ: " + currency + ", " + other.currency);
        }
        return other;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    /** The amount with the currency's minor digits, without the currency: {@code 17.00}. */
    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
