package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.EventType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How each meter of an account is billed, as it was told last (rules B2, B3). */
final class BillingSwitches {

    private final TreeMap<MeterCode, BillingMode> told;
    private final ChangeCollector changes;

    BillingSwitches(Map<MeterCode, BillingMode> told, ChangeCollector changes) {
        this.told = new TreeMap<>(told);
        this.changes = changes;
    }

    SortedMap<MeterCode, BillingMode> all() {
        return ImmutableSortedMap.copyOf(told);
    }

    BillingMode mode(MeterCode meter) {
        return told.getOrDefault(meter, BillingMode.PAY_AS_YOU_GO);
    }

    /** Notes that the account has plans or usage of the meter; it starts on pay-as-you-go (rule B1). */
    void know(MeterCode meter) {
        if (told.putIfAbsent(meter, BillingMode.PAY_AS_YOU_GO) == null) {
            changes.mode(meter, BillingMode.PAY_AS_YOU_GO);
        }
    }

    /** Tells of the meters whose billing differs now from what was told last. */
    void tell(Collection<MeterCode> meters, UsageLedger ledger, SwitchReason reason, Instant at) {
        for (MeterCode meter : meters) {
            BillingMode before = mode(meter);
            BillingMode after = ledger.mode(meter, at);
            if (before == after) {
                continue;
            }
            told.put(meter, after);
            changes.mode(meter, after);
            changes.tell(
                    EventType.BILLING_SWITCHED,
                    at,
                    ImmutableMap.of(
                            "meter", meter.value(),
                            "from", before.code(),
                            "to", after.code(),
                            "reason", reasonFor(after, reason).code()));
        }
    }

    /** A refill that finds its quota used up already, or a drained plan that usage gave back: the cause is the usage. */
    private static SwitchReason reasonFor(BillingMode after, SwitchReason reason) {
        boolean covered = after == BillingMode.PLAN;
        return switch (reason) {
            case PERIOD_RENEWED -> covered ? reason : SwitchReason.PLAN_EXHAUSTED;
            case PLAN_EXHAUSTED -> covered ? SwitchReason.USAGE_CHANGED : reason;
            default -> reason;
        };
    }
}
