package dev.planstack.domain.billing;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Duration;
import java.util.Optional;

/** What usage is accepted (rules U2, U7, M2). */
public final class UsageAdmission {

    /** How far ahead of now usage may lie. */
    public static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    /** How far behind now usage may lie. */
    public static final Duration MAX_BEHIND = Duration.ofDays(35);

    private UsageAdmission() {}

    /** Why a record is refused that is received now, if it is; the fields named are those of the record. */
    public static Optional<Refusal> refuses(UsageRecord record, Meter meter, Account account) {
        if (record.occurredAt().isAfter(record.receivedAt().plus(MAX_AHEAD))
                || record.occurredAt().isBefore(record.receivedAt().minus(MAX_BEHIND))) {
            return Optional.of(Refusal.ofField(
                    RefusalReason.OUT_OF_RANGE,
                    "/occurredAt",
                    "must lie at most 5 minutes after and 35 days before now, which is " + record.receivedAt()));
        }
        if (account.releasedAt().isPresent()) {
            return account.refusesAsReleased();
        }
        if (meter.pricesAt(account.settings().currency(), record.hour()).isEmpty()) {
            return Optional.of(Refusal.ofField(
                    RefusalReason.CURRENCY_MISMATCH,
                    "/meter",
                    "has no price in " + account.settings().currency() + ", the currency of account " + account.id()));
        }
        return Optional.empty();
    }
}
