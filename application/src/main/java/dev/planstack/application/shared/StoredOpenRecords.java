package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.OpenRecords;
import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.UsageRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The open records of an account, as they are stored. */
record StoredOpenRecords(UsageRecords records, AccountId account) implements OpenRecords {

    @Override
    public List<UsageRecord> between(Instant from, Instant until) {
        return records.open(account, from, until);
    }

    @Override
    public List<UsageRecord> between(Optional<Position> after, Position upTo) {
        return records.open(account, after, upTo);
    }
}
