package dev.planstack.bootstrap.serve;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.StorageLocation;
import java.time.Instant;
import java.util.Optional;

/**
 * What a service is started with.
 *
 * @param host the address that it listens on
 * @param port the port that it listens on; 0 for any that is free
 * @param database where the database is
 * @param calendar the billing zone and the settlement delay; they belong to a database for its life
 * @param sandbox whether its clock stands still until it is set
 * @param clock in a sandbox, what the clock shows at least; empty for the present
 * @param adminKey the admin key; empty for the one whose hash is in the database, or a new one
 * @param licenses what is said of licenses
 * @param webhooks how messages are sent to webhooks
 * @param accountsPerCommit the work on how many accounts may share a commit, 1 or more
 */
public record ServiceConfig(
        String host,
        int port,
        StorageLocation database,
        BillingCalendar calendar,
        boolean sandbox,
        Optional<Instant> clock,
        Optional<String> adminKey,
        LicenseConfig licenses,
        WebhookConfig webhooks,
        int accountsPerCommit) {

    /** As many accounts as come together. */
    public static final int MANY_ACCOUNTS_PER_COMMIT = 100_000;
}
