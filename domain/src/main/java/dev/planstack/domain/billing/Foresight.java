package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import java.time.Instant;
import java.util.Optional;

/** Looks ahead for a book, which cannot itself know what usage is to be expected. */
@FunctionalInterface
public interface Foresight {

    /** Expects nothing. */
    Foresight NONE = (book, meter, now, until) -> Optional.empty();

    /**
     * Until when the plans of a meter are expected to cover it.
     *
     * @param book the account's book as it is at {@code now}; what it did before {@code now} is stored
     * @param until how far to look
     * @return when billing will switch to pay-as-you-go; empty if it does not up to {@code until}, or no plan covers the meter
     */
    Optional<Instant> plansLastUntil(AccountBook book, MeterCode meter, Instant now, Instant until);
}
