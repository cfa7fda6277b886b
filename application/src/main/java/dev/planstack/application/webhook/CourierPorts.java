package dev.planstack.application.webhook;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.shared.Chance;
import dev.planstack.application.shared.Commits;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.TimeSource;
import dev.planstack.application.shared.Writer;

/**
 * What deliveries work with.
 *
 * @param writer keeps how far they have come
 * @param reads consistent reads
 * @param stored the endpoints
 * @param events the feed of all events
 * @param commits tells of something new
 * @param sender sends
 * @param policy when to try again
 * @param timeOfDay the real time, in a sandbox too
 * @param chance spreads retries
 * @param process tells processes that share the storage apart; one that has it for itself always has the same
 */
public record CourierPorts(
        Writer writer,
        Reads reads,
        WebhookStore stored,
        AccountQueries events,
        Commits commits,
        WebhookSender sender,
        RetryPolicy policy,
        TimeSource timeOfDay,
        Chance chance,
        String process) {}
