package dev.planstack.domain.shared;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads and writes exact decimals the way Planstack accepts them: no exponent, at most 15 digits before the point. */
public final class Decimals {

    /** The most digits that may stand before the point of a quantity or an amount of money (rule M1). */
    public static final int MAX_INTEGER_DIGITS = 15;

    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]{0,63})(\\.[0-9]{1,64})?");

    private Decimals() {}

    /**
     * Reads a plain decimal such as {@code 0.25}. Zeros at the end do not count as decimals.
     *
     * @param text the text
     * @param maxScale how many decimals the value may have
     */
    public static Parsed<BigDecimal> parse(String text, int maxScale) {
        if (!PLAIN.matcher(text).matches()) {
            return Parsed.fault("must be a decimal number without exponent, such as \"0.25\"");
        }
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        if (value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            return Parsed.fault("must have at most " + MAX_INTEGER_DIGITS + " digits before the point");
        }
        if (value.scale() > maxScale) {
            return Parsed.fault("must have at most " + maxScale + " decimals");
        }
        return Parsed.of(value);
    }

    /** Writes a decimal without exponent and without superfluous zeros: {@code 954}, {@code 0.25}. */
    public static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
