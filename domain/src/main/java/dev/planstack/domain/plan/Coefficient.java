package dev.planstack.domain.plan;

import dev.planstack.domain.shared.Decimals;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plan units taken for one unit of a meter, an exact fraction above zero (rule P6).
 *
 * @param text as the operator wrote it: {@code 2}, {@code 0.5} or {@code 5/22}
 * @param numerator above zero
 * @param denominator above zero
 */
public record Coefficient(String text, BigDecimal numerator, BigDecimal denominator) {

    /** One plan unit for one unit of the meter. */
    public static final Coefficient ONE = new Coefficient("1", BigDecimal.ONE, BigDecimal.ONE);

    private static final int MAX_SCALE = 12;

    private static final Pattern FRACTION = Pattern.compile("([0-9]{1,15})/([0-9]{1,15})");

    /** Reads a decimal or a fraction above zero. */
    public static Parsed<Coefficient> parse(String text) {
        Matcher fraction = FRACTION.matcher(text);
        if (fraction.matches()) {
            return of(text, new BigDecimal(fraction.group(1)), new BigDecimal(fraction.group(2)));
        }
        return Decimals.parse(text, MAX_SCALE)
                .fold(
                        v -> of(Decimals.text(v), v, BigDecimal.ONE),
                        f -> Parsed.fault("must be a decimal or a fraction above 0, such as \"0.5\" or \"5/22\""));
    }

    private static Parsed<Coefficient> of(String text, BigDecimal numerator, BigDecimal denominator) {
        return numerator.signum() > 0 && denominator.signum() > 0
                ? Parsed.of(new Coefficient(text, numerator, denominator))
                : Parsed.fault("must be above 0");
    }

    /** The plan units that a quantity of the meter takes, rounded half-up to 12 decimals (rule P6). */
    public Quantity planUnits(Quantity quantity) {
        return isOne() ? quantity : scaled(quantity, numerator, denominator, Quantity.PLAN_UNIT_SCALE);
    }

    /** The quantity of the meter that plan units cover, rounded half-up to the meter's scale (rule P6). */
    public Quantity covered(Quantity planUnits, int meterScale) {
        return scaled(planUnits, denominator, numerator, meterScale);
    }

    private boolean isOne() {
        return numerator.compareTo(denominator) == 0;
    }

    private static Quantity scaled(Quantity quantity, BigDecimal by, BigDecimal over, int scale) {
        BigDecimal product = quantity.value().multiply(by);
        return new Quantity(product.divide(over, scale, RoundingMode.HALF_UP));
    }

    /** As the operator wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
