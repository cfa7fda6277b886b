package dev.planstack.persistence.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values become columns and come back. */
public final class Columns {

    private static final long NANOS = 1_000_000_000L;

    private Columns() {}

    /** Nanoseconds since 1970; the ends of time become the ends of the range. */
    public static long nanos(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        if (instant.equals(Instant.MAX)) {
            return Long.MAX_VALUE;
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    /** As {@link #nanos(Instant)}; null for none. */
    public static @Nullable Long nanos(Optional<Instant> instant) {
        return instant.map(Columns::nanos).orElse(null);
    }

    /** The instant that {@link #nanos(Instant)} wrote. */
    public static Instant instant(long nanos) {
        if (nanos == Long.MIN_VALUE) {
            return Instant.MIN;
        }
        return nanos == Long.MAX_VALUE
                ? Instant.MAX
                : Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** The instant of a column. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row.getLong(column));
    }

    /** The instant of a column that may be null. */
    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(instant(nanos));
    }

    /** The money of a column. */
    public static Money money(ResultSet row, String column, Currency currency) throws SQLException {
        return money(row.getString(column), currency);
    }

    /** Money as it was written. */
    public static Money money(String amount, Currency currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /** The currency of a column. */
    public static Currency currency(ResultSet row, String column) throws SQLException {
        return Currency.getInstance(row.getString(column));
    }

    /** The quantity of a column. */
    public static Quantity quantity(ResultSet row, String column) throws SQLException {
        return quantity(row.getString(column));
    }

    /** A quantity as it was written. */
    public static Quantity quantity(String text) {
        return Quantity.of(text);
    }

    /** The id. */
    public static String text(AccountId id) {
        return id.value();
    }

    /** The code. */
    public static String text(MeterCode code) {
        return code.value();
    }

    /** The id. */
    public static String text(OfferingId id) {
        return id.value();
    }

    /** The id. */
    public static String text(PlanId id) {
        return id.value();
    }

    /** The amount, without its currency. */
    public static String text(Money money) {
        return money.toString();
    }

    /** As {@link #text(Money)}; null for none. */
    public static @Nullable String text(Optional<Money> money) {
        return money.map(Columns::text).orElse(null);
    }

    /** The currency's code. */
    public static String text(Currency currency) {
        return currency.getCurrencyCode();
    }

    /** The plain decimal. */
    public static String text(Quantity quantity) {
        return quantity.toString();
    }

    /** The term in ISO 8601. */
    public static String text(Term term) {
        return term.toString();
    }
}
