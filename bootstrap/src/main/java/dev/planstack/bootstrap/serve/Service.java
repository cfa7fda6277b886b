package dev.planstack.bootstrap.serve;

import dev.planstack.application.account.AccessMemory;
import dev.planstack.application.account.Accounts;
import dev.planstack.application.billing.QuotaAlerts;
import dev.planstack.application.billing.Usage;
import dev.planstack.application.billing.UsageReports;
import dev.planstack.application.license.LicenseOfferings;
import dev.planstack.application.meter.MeterCatalog;
import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.plan.PlanOfferings;
import dev.planstack.application.plan.Plans;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Books;
import dev.planstack.application.shared.Commits;
import dev.planstack.application.shared.Idempotent;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.ServiceClock;
import dev.planstack.application.shared.TimeSource;
import dev.planstack.application.shared.Writer;
import dev.planstack.application.webhook.CourierPorts;
import dev.planstack.application.webhook.Deliveries;
import dev.planstack.application.webhook.Webhooks;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.SqliteStorage;
import dev.planstack.web.Services;
import dev.planstack.web.WebServer;
import dev.planstack.web.WebhookSenders;
import java.io.File;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Planstack: storage, writer and web server, wired together by hand. */
public final class Service {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private static final long BYTES_A_BOOK = 8 << 10;

    private final SqliteStorage storage;
    private final Writer writer;
    private final Deliveries deliveries;
    private final WebServer web;
    private final String url;
    private final Optional<String> newAdminKey;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Service(
            SqliteStorage storage,
            Writer writer,
            Deliveries deliveries,
            WebServer web,
            String url,
            Optional<String> newAdminKey) {
        this.storage = storage;
        this.writer = writer;
        this.deliveries = deliveries;
        this.web = web;
        this.url = url;
        this.newAdminKey = newAdminKey;
    }

    /**
     * Starts a service; it is ready when this returns.
     *
     * @throws PortTakenException if the address cannot be listened on
     * @throws dev.planstack.application.shared.StorageRefusedException if the database cannot be used so
     */
    public static Service start(ServiceConfig config) throws PortTakenException {
        Clock system = Clock.systemUTC();
        // a sandbox's clock is what its database says; it stands still until it is set
        TimeSource time = config.sandbox() ? () -> Instant.EPOCH : system::instant;
        Instant startAt = config.clock().orElseGet(system::instant);
        SqliteStorage storage = SqliteStorage.open(
                config.database(), new SqliteStorage.Settings(config.calendar(), config.sandbox(), startAt));
        AdminKey key = AdminKey.of(config.adminKey(), storage.adminKeyHash(), new SecureRandom());
        storage.saveAdminKeyHash(key.hash());

        Meters measured = new Meters();
        OpenMeters meters = new OpenMeters(storage.meters());
        Books books =
                new Books(config.calendar(), meters, storage.accountBooks(), storage.usageRecords(), booksKeptOpen());
        Commits commits = new Commits();
        Writer writer = new Writer(
                storage.transactions(),
                storage.serviceStates(),
                storage.accountBooks(),
                books,
                time,
                meters::forget,
                commits,
                measured);
        File wal = new File(config.database() + "-wal");
        measured.watch(writer::waiting, wal::length);
        Reads reads = new Reads(storage.snapshots(), time);
        CourierPorts ports = courierPorts(config.webhooks(), storage, reads, writer, commits, system::instant);
        Deliveries deliveries = new Deliveries(ports);
        Webhooks webhooks = new Webhooks(ports, deliveries);
        Services services =
                services(config.calendar(), storage, reads, meters, books, writer, commits, webhooks, measured);
        writer.start();
        deliveries.start();
        config.clock()
                .filter(clock -> config.sandbox())
                .ifPresent(clock -> writer.advance(clock).join());
        try {
            WebServer web = WebServer.start(
                    new WebServer.Settings(
                            config.host(), config.port(), key.hash(), config.sandbox(), system.instant()),
                    services);
            String url = "http://" + config.host() + ":" + web.port();
            return new Service(storage, writer, deliveries, web, url, key.fresh());
        } catch (RuntimeException e) {
            stop(deliveries, writer, storage);
            throw new PortTakenException(config.host(), config.port(), e);
        }
    }

    /** A book with a few plans takes some kilobytes; half of the memory is left for everything else. */
    private static int booksKeptOpen() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / (2 * BYTES_A_BOOK));
    }

    private static CourierPorts courierPorts(
            WebhookConfig config,
            SqliteStorage storage,
            Reads reads,
            Writer writer,
            Commits commits,
            TimeSource timeOfDay) {
        return new CourierPorts(
                writer,
                reads,
                storage.webhooks(),
                storage.accountQueries(),
                commits,
                WebhookSenders.http(config.privateAllowed(), config.timeout()),
                config.retries(),
                timeOfDay,
                new SecureChance());
    }

    private static Services services(
            BillingCalendar calendar,
            SqliteStorage storage,
            Reads reads,
            OpenMeters meters,
            Books books,
            Writer writer,
            Commits commits,
            Webhooks webhooks,
            Meters measured) {
        BookReader reader = new BookReader(storage.meters()::find, storage.accountBooks(), storage.usageRecords());
        Idempotent idempotent = new Idempotent(storage.idempotencyKeys());
        AccessMemory access = new AccessMemory(reads, storage.accountQueries(), booksKeptOpen());
        commits.listen(access);
        return new Services(
                new MeterCatalog(writer, reads, meters, storage.meters(), calendar),
                new PlanOfferings(writer, reads, meters, storage.planOfferings()),
                new LicenseOfferings(writer, reads, storage.licenseOfferings()),
                new Accounts(writer, reads, idempotent, books, reader, storage.accountQueries(), access, meters),
                new Plans(
                        writer, reads, idempotent, reader, storage.planOfferings(), storage.plans(), meters, calendar),
                new Usage(writer, storage.usageRecords(), meters, calendar, measured),
                new UsageReports(reads, reader, storage.usageRecords(), storage.usageQueries(), storage.meters()),
                new QuotaAlerts(writer, reads, reader, meters),
                webhooks,
                commits,
                new ServiceClock(reads, writer),
                reads,
                storage.accountQueries(),
                measured.registry());
    }

    /** Where it listens, for example {@code http://127.0.0.1:8080}. */
    public String url() {
        return url;
    }

    /** The admin key, if it was made at this start; it is shown nowhere else. */
    public Optional<String> newAdminKey() {
        return newAdminKey;
    }

    /** Answers what is under way, does what is waiting, and stops. */
    public void stop() {
        web.stop();
        stop(deliveries, writer, storage);
        stopped.countDown();
    }

    private static void stop(Deliveries deliveries, Writer writer, SqliteStorage storage) {
        try {
            deliveries.stop();
            writer.stop();
        } catch (InterruptedException e) {
            LOG.warn("stopped while work was waiting; it was not acknowledged");
            Thread.currentThread().interrupt();
        }
        storage.close();
    }

    /** Stops when the process is told to end, does {@code afterwards}, and ends the process with status 0. */
    public void stopOnShutdown(Runnable afterwards) {
        Runtime runtime = Runtime.getRuntime();
        runtime.addShutdownHook(new Thread(
                () -> {
                    stop();
                    afterwards.run();
                    // told to end and having done so is no failure, which is what the signal alone would say
                    runtime.halt(0);
                },
                "stop"));
    }

    /** Waits until it has stopped. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }
}
