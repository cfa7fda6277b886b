package dev.planstack.application.account;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Event;

/**
 * An event with its place in the feeds (rule E1).
 *
 * @param account whose event it is
 * @param sequence its number in the account, from 1 without gaps
 * @param cursor its place in the feed of all accounts
 * @param event the event
 */
public record RecordedEvent(AccountId account, long sequence, String cursor, Event event) {}
