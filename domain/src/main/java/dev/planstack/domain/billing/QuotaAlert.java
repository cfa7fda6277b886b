package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Warns when little is left of what the plans of a meter hold together (rules Q1–Q3).
 *
 * @param meter the meter
 * @param percent of the armed total, 1–99: at or below it the alert fires
 * @param armedAt when it was armed last
 * @param armedTotal what the plans held together then, in plan units
 * @param held what they held together when it was last looked at
 * @param firedAt when it fired for little being left; empty while it has not
 * @param exhausted whether it fired for nothing being left
 */
public record QuotaAlert(
        MeterCode meter,
        int percent,
        Instant armedAt,
        Quantity armedTotal,
        Quantity held,
        Optional<Instant> firedAt,
        boolean exhausted) {

    /** The most that {@link #percent} can be. */
    public static final int MAX_PERCENT = 99;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** An alert that is set while the plans hold {@code total} together. */
    public static QuotaAlert set(MeterCode meter, int percent, Quantity total, Instant now) {
        return new QuotaAlert(meter, percent, now, total, total, Optional.empty(), false);
    }

    /** The alert after what the plans hold changed; a total that rose arms it again. */
    public QuotaAlert seen(Quantity total, Instant now) {
        if (total.compareTo(held) > 0) {
            return set(meter, percent, total, now);
        }
        boolean little = !armedTotal.isZero()
                && total.value().multiply(HUNDRED).compareTo(armedTotal.value().multiply(BigDecimal.valueOf(percent)))
                        <= 0;
        boolean nothing = !armedTotal.isZero() && total.isZero();
        return new QuotaAlert(
                meter,
                percent,
                armedAt,
                armedTotal,
                total,
                firedAt.or(() -> little ? Optional.of(now) : Optional.empty()),
                exhausted || nothing);
    }
}
