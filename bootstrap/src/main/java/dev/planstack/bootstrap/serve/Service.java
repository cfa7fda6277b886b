package dev.planstack.bootstrap.serve;

import dev.planstack.application.account.Accounts;
import dev.planstack.application.apikey.ApiKeys;
import dev.planstack.application.apikey.SignIns;
import dev.planstack.application.billing.QuotaAlerts;
import dev.planstack.application.billing.Usage;
import dev.planstack.application.billing.UsageReports;
import dev.planstack.application.license.Applications;
import dev.planstack.application.license.LicenseChecks;
import dev.planstack.application.license.LicenseDocuments;
import dev.planstack.application.license.LicenseOfferings;
import dev.planstack.application.license.LicenseOrders;
import dev.planstack.application.license.SigningKey;
import dev.planstack.application.license.SigningKeys;
import dev.planstack.application.meter.MeterCatalog;
import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.plan.PlanOfferings;
import dev.planstack.application.plan.Plans;
import dev.planstack.application.runway.Advices;
import dev.planstack.application.runway.Forecasts;
import dev.planstack.application.runway.RunOutAlerts;
import dev.planstack.application.runway.Simulations;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Books;
import dev.planstack.application.shared.Chance;
import dev.planstack.application.shared.Commits;
import dev.planstack.application.shared.Idempotent;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.ServiceClock;
import dev.planstack.application.shared.TimeSource;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.application.shared.Writer;
import dev.planstack.application.webhook.CourierPorts;
import dev.planstack.application.webhook.Deliveries;
import dev.planstack.application.webhook.Webhooks;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.SigningKeyFiles;
import dev.planstack.persistence.Storage;
import dev.planstack.web.Services;
import dev.planstack.web.WebServer;
import dev.planstack.web.WebhookSenders;
import java.io.File;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Planstack: storage, writer and web server, wired together by hand. */
public final class Service {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private static final String WAY_ON =
            " Whether it was kept is not known, so Planstack stops. Check the database's disk and start Planstack again: it"
                    + " reads anew what was kept, and clients send what was not acknowledged again, with the same ids.";

    private static final long BYTES_A_BOOK = 32 << 10;

    private static final Duration LONGEST_WAIT_ALONE = Duration.ofSeconds(1);

    private static final int PROCESS_ID_BYTES = 8;

    /** Where other processes may change something. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final Storage storage;
    private final Writer writer;
    private final Deliveries deliveries;
    private final WebServer web;
    private final String url;
    private final Optional<String> newAdminKey;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Service(
            Storage storage,
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
        CompletableFuture<Void> unused = writer.lost().thenRun(ended::countDown);
    }

    /**
     * Starts a service; it is ready when this returns.
     *
     * @throws PortTakenException if the address cannot be listened on
     * @throws dev.planstack.application.shared.StorageRefusedException if the database or the license key file cannot be used so
     * @throws Unavailable if storage failed
     */
    public static Service start(ServiceConfig config) throws PortTakenException {
        CompletableFuture<Void> preloading = CompletableFuture.runAsync(WebServer::preload);
        Clock system = Clock.systemUTC();
        // a sandbox's clock is what its database says; it stands still until it is set
        TimeSource time = config.sandbox() ? () -> Instant.EPOCH : system::instant;
        Instant startAt = config.clock().orElseGet(system::instant);
        Storage storage =
                Storage.open(config.database(), new Storage.Settings(config.calendar(), config.sandbox(), startAt));
        AdminKey key =
                AdminKey.of(config.adminKey(), storage.adminKeyHash(), new SecureRandom(), storage::keepAdminKeyHash);
        if (config.adminKey().isPresent()) {
            storage.saveAdminKeyHash(key.hash());
        }

        Core core = Core.over(storage, config, time);
        core.measured().watch(core.writer()::waiting);
        config.database()
                .file()
                .map(file -> new File(file + "-wal"))
                .ifPresent(wal -> core.measured().watchWal(wal::length));
        CourierPorts ports = courierPorts(config.webhooks(), core, system::instant);
        Deliveries deliveries = new Deliveries(ports);
        ApiKeys apiKeys = new ApiKeys(
                core.writer(), core.reads(), storage.apiKeys(), core.chance(), key.hash(), storage.isShared());
        if (storage.isShared()) {
            core.ofCatalog().addAll(List.of(apiKeys::lookAgain, deliveries::lookAgain));
        }
        SigningKeys signingKeys = new SigningKeys(
                core.writer(),
                core.reads(),
                storage.verifyingKeys(),
                SigningKeyFiles.at(config.licenses().keyFile(config.database())),
                () -> SigningKey.random(new SecureRandom()));
        Services services = services(
                core,
                signingKeys,
                new LicenseDocuments(
                        core.reads(),
                        storage.licenseOrders(),
                        signingKeys,
                        config.licenses().documents()),
                new Webhooks(ports, deliveries),
                apiKeys);
        core.writer().start();
        deliveries.start();
        try {
            config.clock()
                    .filter(clock -> config.sandbox())
                    .ifPresent(clock -> core.writer().advance(clock).join());
            signingKeys.open();
        } catch (RuntimeException e) {
            stop(deliveries, core.writer(), storage);
            throw e instanceof CompletionException && e.getCause() instanceof Unavailable unavailable ? unavailable : e;
        }
        try {
            preloading.join();
            WebServer web = WebServer.start(webSettings(config, system.instant()), services);
            String url = "http://" + config.host() + ":" + web.port();
            return new Service(storage, core.writer(), deliveries, web, url, key.fresh());
        } catch (RuntimeException e) {
            stop(deliveries, core.writer(), storage);
            throw new PortTakenException(config.host(), config.port(), e);
        }
    }

    /**
     * A book with a few plans takes some kilobytes, and license orders come on top of it; half of the memory is left for
     * everything else.
     */
    private static int booksKeptOpen() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / (2 * BYTES_A_BOOK));
    }

    private static WebServer.Settings webSettings(ServiceConfig config, Instant startedAt) {
        WebServer.CheckRates rates = new WebServer.CheckRates(
                config.licenses().checksPerKey(), config.licenses().checksPerAddress(), System::nanoTime);
        return new WebServer.Settings(
                config.host(),
                config.port(),
                config.sandbox(),
                config.calendar().zone(),
                rates,
                startedAt);
    }

    /**
     * What all use cases are made of.
     *
     * @param ofCatalog what is to be done when another process changed the catalog; complete before the writer starts
     */
    private record Core(
            BillingCalendar calendar,
            Storage storage,
            Reads reads,
            Writer writer,
            Books books,
            BookReader reader,
            OpenMeters meters,
            List<Runnable> ofCatalog,
            Commits commits,
            Chance chance,
            Meters measured) {

        static Core over(Storage storage, ServiceConfig config, TimeSource time) {
            Meters measured = new Meters();
            OpenMeters meters = new OpenMeters(storage.meters());
            Licensing licensing = new Licensing(
                    storage.licenseOfferings()::find, config.licenses().renewalGrace());
            Books books = new Books(
                    config.calendar(),
                    meters,
                    licensing,
                    storage.accountBooks(),
                    storage.usageRecords(),
                    storage.pastUsages(),
                    booksKeptOpen());
            Commits commits = new Commits();
            List<Runnable> ofCatalog = new ArrayList<>(List.of(meters::forget));
            Writer writer = new Writer(
                    storage.transactions(),
                    storage.serviceStates(),
                    storage.accountBooks(),
                    storage.operatorEvents(),
                    books,
                    time,
                    storage.isShared(),
                    storage.isShared() ? LONGEST_WAIT : LONGEST_WAIT_ALONE,
                    () -> ofCatalog.forEach(Runnable::run),
                    config.accountsPerCommit(),
                    commits,
                    measured);
            return new Core(
                    config.calendar(),
                    storage,
                    new Reads(storage.snapshots(), time),
                    writer,
                    books,
                    new BookReader(
                            storage.meters()::find,
                            licensing,
                            storage.accountBooks(),
                            storage.usageRecords(),
                            storage.pastUsages()),
                    meters,
                    ofCatalog,
                    commits,
                    new SecureChance(),
                    measured);
        }
    }

    private static CourierPorts courierPorts(WebhookConfig config, Core core, TimeSource timeOfDay) {
        return new CourierPorts(
                core.writer(),
                core.reads(),
                core.storage().webhooks(),
                core.storage().accountQueries(),
                core.commits(),
                WebhookSenders.http(config.privateAllowed(), config.timeout()),
                config.retries(),
                timeOfDay,
                core.chance(),
                core.storage().isShared()
                        ? HexFormat.of().formatHex(core.chance().bytes(PROCESS_ID_BYTES))
                        : "the only");
    }

    private static Services services(
            Core core, SigningKeys signingKeys, LicenseDocuments documents, Webhooks webhooks, ApiKeys apiKeys) {
        Storage storage = core.storage();
        BillingCalendar calendar = core.calendar();
        Writer writer = core.writer();
        Reads reads = core.reads();
        BookReader reader = core.reader();
        OpenMeters meters = core.meters();
        Idempotent idempotent = new Idempotent(storage.idempotencyKeys());
        return new Services(
                new MeterCatalog(writer, reads, meters, storage.meters(), calendar),
                new PlanOfferings(writer, reads, meters, storage.planOfferings()),
                new LicenseOfferings(writer, reads, storage.licenseOfferings()),
                new Accounts(writer, reads, idempotent, core.books(), reader, storage.accountQueries(), meters),
                new Applications(
                        writer,
                        reads,
                        storage.applications(),
                        storage.licenseOrders(),
                        storage.accountQueries(),
                        core.chance()),
                new LicenseOrders(
                        writer,
                        reads,
                        idempotent,
                        reader,
                        storage.licenseOfferings(),
                        storage.applications(),
                        storage.licenseOrders(),
                        calendar),
                new LicenseChecks(reads, storage.licenseOrders()),
                documents,
                signingKeys,
                new Plans(
                        writer, reads, idempotent, reader, storage.planOfferings(), storage.plans(), meters, calendar),
                new Usage(writer, storage.usageRecords(), meters, calendar, core.measured()),
                new UsageReports(reads, reader, storage.usageRecords(), storage.usageQueries(), storage.meters()),
                new QuotaAlerts(writer, reads, reader, meters),
                new RunOutAlerts(writer, reads, reader, meters),
                new Forecasts(reads, reader, storage.meters()),
                new Simulations(reads, reader, storage.meters(), storage.planOfferings()),
                new Advices(reads, reader, storage.planOfferings()),
                webhooks,
                apiKeys,
                new SignIns(apiKeys, core.chance(), System::nanoTime),
                writer::hasRoomFor,
                core.commits(),
                new ServiceClock(writer),
                reads,
                storage.accountQueries(),
                core.measured().registry());
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
        ended.countDown();
    }

    private static void stop(Deliveries deliveries, Writer writer, Storage storage) {
        try {
            deliveries.stop();
            writer.stop();
        } catch (InterruptedException e) {
            LOG.warn("stopped while work was waiting; it was not acknowledged");
            Thread.currentThread().interrupt();
        }
        try {
            storage.close();
        } catch (Unavailable e) {
            LOG.error("the database could not be closed in order; what was acknowledged is in it, check its disk", e);
        }
    }

    /**
     * Stops when the process is told to end, does {@code afterwards}, and ends the process with status 0, or with 1 if a commit
     * was lost from sight.
     */
    public void stopOnShutdown(Runnable afterwards) {
        Runtime runtime = Runtime.getRuntime();
        runtime.addShutdownHook(new Thread(
                () -> {
                    stop();
                    afterwards.run();
                    // told to end and having done so is no failure, which is what the signal alone would say
                    runtime.halt(writer.lost().isDone() ? 1 : 0);
                },
                "stop"));
    }

    /**
     * Waits until it has stopped, or cannot go on and is to be stopped.
     *
     * @return why it cannot go on, as a sentence for the operator with the way out
     */
    public Optional<String> awaitEnd() throws InterruptedException {
        ended.await();
        CompletableFuture<Unavailable> lost = writer.lost();
        return lost.isDone() ? Optional.of(lost.join().getMessage() + WAY_ON) : Optional.empty();
    }
}
