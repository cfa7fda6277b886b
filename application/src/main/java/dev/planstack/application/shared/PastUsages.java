package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.runway.PastUsage;
import java.time.Instant;

/** Tells what accounts used in the past. */
@DrivenPort
public interface PastUsages {

    /** What an account used in hours that start at {@code from} or later, open hours included; these carry no amount. */
    PastUsage since(AccountId account, Instant from);
}
