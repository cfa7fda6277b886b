package dev.planstack.bootstrap.api;

import dev.planstack.bootstrap.serve.LicenseConfig;
import dev.planstack.bootstrap.serve.PortTakenException;
import dev.planstack.bootstrap.serve.Service;
import dev.planstack.bootstrap.serve.ServiceConfig;
import dev.planstack.bootstrap.serve.WebhookConfig;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.StorageLocation;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** A service in this process: a real HTTP server on a free port over a real database. */
public final class RunningService implements AutoCloseable {

    private static final String KEY = "key-for-tests";

    private final Service service;

    private RunningService(Service service) {
        this.service = service;
    }

    /** A sandbox that cuts hours and days in UTC. */
    public static RunningService sandbox(Path database, String clock) {
        return sandbox(database, clock, "UTC");
    }

    /** A sandbox that cuts hours and days in {@code zone}. */
    public static RunningService sandbox(Path database, String clock, String zone) {
        return sandbox(database, clock, zone, LicenseConfig.STANDARD);
    }

    /** A sandbox with other rules for licenses. */
    static RunningService sandbox(Path database, String clock, String zone, LicenseConfig licenses) {
        return sandbox(
                new StorageLocation.InFile(database), clock, zone, licenses, ServiceConfig.MANY_ACCOUNTS_PER_COMMIT);
    }

    /**
     * A sandbox on PostgreSQL.
     *
     * @param licenseKey the file of its license key
     * @param accountsPerCommit the work on how many accounts may share a commit
     */
    static RunningService sandbox(Database database, Path licenseKey, String clock, int accountsPerCommit) {
        LicenseConfig standard = LicenseConfig.STANDARD;
        return sandbox(
                location(database),
                clock,
                "UTC",
                new LicenseConfig(
                        standard.renewalGrace(),
                        standard.checksPerKey(),
                        standard.checksPerAddress(),
                        standard.documents(),
                        Optional.of(licenseKey)),
                accountsPerCommit);
    }

    /** Where a database is. */
    static StorageLocation location(Database database) {
        return StorageLocation.parse(database.url(), Map.of()).fold(location -> location, expected -> {
            throw new IllegalStateException(expected);
        });
    }

    private static RunningService sandbox(
            StorageLocation database, String clock, String zone, LicenseConfig licenses, int accountsPerCommit) {
        try {
            return new RunningService(Service.start(new ServiceConfig(
                    "127.0.0.1",
                    0,
                    database,
                    new BillingCalendar(ZoneId.of(zone), Duration.ofHours(1)),
                    true,
                    Optional.of(Instant.parse(clock)),
                    Optional.of(KEY),
                    licenses,
                    WebhookConfig.standard(false),
                    accountsPerCommit)));
        } catch (PortTakenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client with the admin key. */
    public ApiClient client() {
        return new ApiClient(service.url(), KEY);
    }

    /** A client without any key. */
    public ApiClient stranger() {
        return client("");
    }

    /** A client with this key. */
    public ApiClient client(String key) {
        return new ApiClient(service.url(), key);
    }

    /** Where it listens. */
    public String url() {
        return service.url();
    }

    @Override
    public void close() {
        service.stop();
    }
}
