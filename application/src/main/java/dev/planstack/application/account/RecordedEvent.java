package dev.planstack.application.account;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Event;
import java.util.Optional;

/**
 * An event with its place in the feeds (rule E1).
 *
 * @param account whose event it is; empty for the operator's own
 * @param sequence its number among those of the account or the operator, from 1 without gaps
 * @param cursor its place in the feed of all events
 * @param event the event
 */
public record RecordedEvent(Optional<AccountId> account, long sequence, String cursor, Event event) {}
