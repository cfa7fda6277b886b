package dev.planstack.web.shared;

import dev.planstack.domain.shared.Decimals;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values are written in answers. */
public final class Wire {

    private Wire() {}

    /** {@code 17.00}. */
    public static String text(Money money) {
        return money.toString();
    }

    /** {@code 17.00}, or nothing. */
    public static @Nullable String moneyOrNull(Optional<Money> money) {
        return money.map(Money::toString).orElse(null);
    }

    /** {@code 0.25}. */
    public static String text(Quantity quantity) {
        return quantity.toString();
    }

    /** {@code 0.25}, or nothing. */
    public static @Nullable String quantityOrNull(Optional<Quantity> quantity) {
        return quantity.map(Quantity::toString).orElse(null);
    }

    /** {@code 0.04}. */
    public static String text(BigDecimal decimal) {
        return Decimals.text(decimal);
    }

    /** {@code 2026-01-31T10:30:00Z}. */
    public static String text(Instant instant) {
        return instant.toString();
    }

    /** {@code 2026-01-31T10:30:00Z}, or nothing. */
    public static @Nullable String instantOrNull(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    /** The text, or nothing. */
    public static @Nullable String textOrNull(Optional<String> text) {
        return text.orElse(null);
    }

    /** {@code P1M}. */
    public static String text(Term term) {
        return term.toString();
    }

    /** {@code USD}. */
    public static String text(Currency currency) {
        return currency.getCurrencyCode();
    }

    /** {@code P1M}, or nothing. */
    public static @Nullable String termOrNull(Optional<Term> term) {
        return term.map(Term::toString).orElse(null);
    }

    /** The offering's id, or nothing. */
    public static @Nullable String offeringOrNull(Optional<OfferingId> id) {
        return id.map(OfferingId::value).orElse(null);
    }

    /** The offering's id. */
    public static String text(OfferingId id) {
        return id.value();
    }
}
