package dev.planstack.domain.runway;

import dev.planstack.domain.billing.UsageRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that is supposed to happen: a purchase or a usage record.
 *
 * @param at when
 * @param index its place among the purchases, or the usage, that were given
 */
record Happening(Instant at, int index, Optional<Intent> purchase, Optional<UsageRecord> usage) {

    static Happening of(int index, Intent purchase) {
        return new Happening(purchase.at(), index, Optional.of(purchase), Optional.empty());
    }

    static Happening of(int index, UsageRecord usage) {
        return new Happening(usage.receivedAt(), index, Optional.empty(), Optional.of(usage));
    }
}
