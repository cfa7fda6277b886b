package dev.planstack.domain.shared;

import java.math.BigDecimal;

/**
 * An exact amount of something counted, zero or more: units of a meter or units of a plan. Two quantities are
 * equal when their values are, however many zeros stand behind the point.
 *
 * @param value the amount, never negative
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {

    /** Nothing. */
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    /** How many decimals plan units have (rule P6). */
    public static final int PLAN_UNIT_SCALE = 12;

    /** Refuses negative amounts. */
    public Quantity {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("a quantity is never negative: " + value);
        }
    }

    /** The quantity that a plain decimal names. */
    public static Quantity of(String text) {
        return new Quantity(new BigDecimal(text));
    }

    /** Reads a quantity above 0 with at most {@code maxScale} decimals (rule M1). */
    public static Parsed<Quantity> parse(String text, int maxScale) {
        return Decimals.parse(text, maxScale)
                .then(v -> v.signum() > 0 ? Parsed.of(new Quantity(v)) : Parsed.fault("must be above 0"));
    }

    /** Both together. */
    public Quantity plus(Quantity other) {
        if (other.isZero()) {
            return this;
        }
        return isZero() ? other : new Quantity(value.add(other.value));
    }

    /** What is left when {@code other}, which may not be more, is taken away. */
    public Quantity minus(Quantity other) {
        return other.isZero() ? this : new Quantity(value.subtract(other.value));
    }

    /** The smaller of the two. */
    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Whether this is nothing. */
    public boolean isZero() {
        return value.signum() == 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity q && compareTo(q) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }

    /** The plain decimal: {@code 954}, {@code 0.25}. */
    @Override
    public String toString() {
        return Decimals.text(value);
    }
}
