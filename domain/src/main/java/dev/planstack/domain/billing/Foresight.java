package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Looks ahead for a book, which cannot itself know what usage is to be expected. */
@FunctionalInterface
public interface Foresight {

    /** Expects nothing. */
    Foresight NONE = (book, meters, now, until) -> Map.of();

    /**
     * Until when the plans of meters are expected to cover them.
     *
     * @param book the account's book as it is at {@code now}; what it did before {@code now} is stored
     * @param until how far to look
     * @return when billing will switch to pay-as-you-go; nothing for a meter for which it does not up to {@code until}, or that no plan
     *     covers
     */
    Map<MeterCode, Instant> plansLastUntil(AccountBook book, Set<MeterCode> meters, Instant now, Instant until);
}
