package dev.planstack.bootstrap.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as its line and those of its freezes tell of it. */
final class PlanFacts {

    private static final int PLAN_UNIT_DECIMALS = 12;

    private record Frozen(Instant from, Optional<Instant> to) {}

    final String id;
    final BigDecimal quota;
    final Optional<String> period;
    final BigDecimal price;
    final Instant purchasedAt;
    final Instant effectiveAt;
    final Instant expiresAt;
    final String term;
    final Optional<Instant> refundedAt;
    private final JsonNode meters;
    private final List<Frozen> freezes = new ArrayList<>();

    PlanFacts(Line line) {
        id = line.text("id");
        quota = line.decimal("quota");
        period = line.optionalText("period");
        price = line.decimal("price");
        purchasedAt = line.instant("purchasedAt");
        effectiveAt = line.instant("effectiveAt");
        expiresAt = line.instant("expiresAt");
        term = line.text("term");
        refundedAt = line.optionalInstant("refundedAt");
        meters = line.node("meters");
    }

    void freeze(Line line) {
        freezes.add(new Frozen(line.instant("from"), line.optionalInstant("to")));
    }

    boolean names(String meter) {
        return meters.has(meter);
    }

    /** Whether {@code effectiveAt ≤ instant < expiresAt} (invariant 4). */
    boolean isValid(Instant at) {
        return !at.isBefore(effectiveAt) && at.isBefore(expiresAt);
    }

    boolean isFrozen(Instant at) {
        for (Frozen freeze : freezes) {
            if (!at.isBefore(freeze.from())
                    && (freeze.to().isEmpty() || at.isBefore(freeze.to().get()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it covers usage of a meter at an instant, quota aside (rules P3, P10). */
    boolean covers(String meter, Instant at) {
        return names(meter) && isValid(at) && !isFrozen(at) && refundedAt.isEmpty();
    }

    /** From when until when the quota holds that an instant draws on (rules P1, P4). */
    Zone.Span quotaAt(Instant at, Zone zone) {
        if (period.isEmpty()) {
            return new Zone.Span(effectiveAt, expiresAt);
        }
        Zone.Span span = zone.period(period.get(), at);
        return new Zone.Span(span.start(), span.end().isBefore(expiresAt) ? span.end() : expiresAt);
    }

    /** The plan units that a quantity takes (rule P6). */
    BigDecimal units(String meter, BigDecimal quantity) {
        return quantity.multiply(numerator(meter)).divide(denominator(meter), PLAN_UNIT_DECIMALS, RoundingMode.HALF_UP);
    }

    /** The quantity that plan units cover (rule P6). */
    BigDecimal covered(String meter, BigDecimal units, int scale) {
        return units.multiply(denominator(meter)).divide(numerator(meter), scale, RoundingMode.HALF_UP);
    }

    private BigDecimal numerator(String meter) {
        return new BigDecimal(fraction(meter)[0]);
    }

    private BigDecimal denominator(String meter) {
        String[] parts = fraction(meter);
        return parts.length == 1 ? BigDecimal.ONE : new BigDecimal(parts[1]);
    }

    private String[] fraction(String meter) {
        return meters.path(meter).asText().split("/", 2);
    }
}
