package dev.planstack.web;

import dev.planstack.web.account.AccountRoutes;
import dev.planstack.web.apikey.ApiKeyRoutes;
import dev.planstack.web.billing.BillRoutes;
import dev.planstack.web.billing.QuotaAlertRoutes;
import dev.planstack.web.billing.UsageRoutes;
import dev.planstack.web.console.ConsoleRoutes;
import dev.planstack.web.license.ApplicationRoutes;
import dev.planstack.web.license.LicenseCheckLimits;
import dev.planstack.web.license.LicenseCheckRoutes;
import dev.planstack.web.license.LicenseDocumentRoutes;
import dev.planstack.web.license.LicenseOfferingRoutes;
import dev.planstack.web.license.LicenseOrderRoutes;
import dev.planstack.web.meter.MeterRoutes;
import dev.planstack.web.plan.PlanOfferingRoutes;
import dev.planstack.web.plan.PlanRoutes;
import dev.planstack.web.runway.RunOutAlertRoutes;
import dev.planstack.web.runway.RunwayRoutes;
import dev.planstack.web.shared.Bounds;
import dev.planstack.web.shared.Dispatcher;
import dev.planstack.web.shared.RequestLog;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.webhook.WebhookRoutes;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Planstack over HTTP. */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_THREADS = 200;
    private static final int IDLE_MILLIS = 30_000;
    private static final int STOP_MILLIS = 8_000;
    private static final int BACKLOG = 1_024;

    /** Open connections; where there are more, those without a request end sooner and new ones wait. */
    private static final int MAX_CONNECTIONS = 2_000;

    private static final int CROWDED_IDLE_MILLIS = 2_000;

    /** Bytes a second; slower bodies would only hold threads. */
    private static final int MIN_READ_RATE = 1_024;

    /** What ids in paths may need: any character, percent-encoded. They are decoded once, by the routes. */
    private static final UriCompliance IDS_IN_PATHS = new UriCompliance(
            "ids-in-paths",
            EnumSet.of(
                    Violation.AMBIGUOUS_PATH_SEGMENT,
                    Violation.AMBIGUOUS_EMPTY_SEGMENT,
                    Violation.AMBIGUOUS_PATH_SEPARATOR,
                    Violation.AMBIGUOUS_PATH_PARAMETER,
                    Violation.AMBIGUOUS_PATH_ENCODING,
                    Violation.SUSPICIOUS_PATH_CHARACTERS));

    private final Settings settings;
    private final QueuedThreadPool threads = threads();
    private final Javalin javalin;

    /**
     * How to serve.
     *
     * @param host the address to listen on
     * @param port the port to listen on, 0 for any that is free
     * @param sandbox whether the clock can be read and set
     * @param zone the billing zone
     * @param checkRates how often licenses may be checked without an API key
     * @param startedAt when the process started, which tells request ids of different starts apart
     */
    public record Settings(
            String host, int port, boolean sandbox, ZoneId zone, CheckRates checkRates, Instant startedAt) {}

    /**
     * How often licenses may be checked without an API key.
     *
     * @param perKey checks a second for one license key, 1 to 1,000,000
     * @param perAddress checks a second from one address, 1 to 1,000,000
     * @param nanos a clock that never goes back, in nanoseconds since any origin
     */
    public record CheckRates(int perKey, int perAddress, LongSupplier nanos) {}

    private static LicenseCheckLimits limits(CheckRates rates) {
        return new LicenseCheckLimits(rates.perKey(), rates.perAddress(), rates.nanos());
    }

    private WebServer(Settings settings, Services services) {
        this.settings = settings;
        Dispatcher dispatcher = new Dispatcher(
                routes(services, settings),
                services.apiKeys(),
                services.signIns(),
                threads,
                new RequestLog(services.metrics(), settings.startedAt()),
                new Bounds(
                        Runtime.getRuntime().maxMemory(),
                        services.writable(),
                        services.metrics().config().clock()::monotonicTime));
        this.javalin = Javalin.create(config -> configure(config, dispatcher));
    }

    /**
     * Loads the classes that serving takes, so that storage can be opened meanwhile: the one takes about as long as the other.
     * Nothing is listened on.
     */
    public static void preload() {
        Server server = new Server(threads());
        server.addConnector(new ServerConnector(server, new HttpConnectionFactory(new HttpConfiguration())));
        Javalin unused = Javalin.create(config -> config.startup.showJavalinBanner = false);
    }

    /** Starts to serve. */
    public static WebServer start(Settings settings, Services services) {
        WebServer server = new WebServer(settings, services);
        Javalin unused = server.javalin.start();
        return server;
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    /** Takes no more requests, and ends once those under way are answered, or after a few seconds. */
    public void stop() {
        Javalin unused = javalin.stop();
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    static Routes routes(Services services, Settings settings) {
        Routes routes = new Routes();
        MeterRoutes.add(routes, services.meters());
        PlanOfferingRoutes.add(routes, services.planOfferings());
        LicenseOfferingRoutes.add(routes, services.licenseOfferings());
        AccountRoutes.add(routes, services.accounts(), services.reads(), services.accountQueries(), services.commits());
        PlanRoutes.add(routes, services.plans());
        ApplicationRoutes.add(routes, services.applications());
        LicenseOrderRoutes.add(routes, services.licenseOrders());
        LicenseCheckRoutes.add(routes, services.licenseChecks(), limits(settings.checkRates()));
        LicenseDocumentRoutes.add(routes, services.licenseDocuments(), services.signingKeys());
        UsageRoutes.add(routes, services.usage(), services.usageReports());
        QuotaAlertRoutes.add(routes, services.quotaAlerts());
        BillRoutes.add(routes, services.reads(), services.accountQueries());
        RunwayRoutes.add(routes, services.forecasts(), services.simulations(), services.advices());
        RunOutAlertRoutes.add(routes, services.runOutAlerts());
        WebhookRoutes.add(routes, services.webhooks());
        ApiKeyRoutes.add(routes, services.apiKeys());
        ClockRoutes.add(routes, services.clock(), services.reads(), services.accountQueries(), settings.sandbox());
        MetricsRoutes.add(routes, services.metrics(), services.reads(), services.accountQueries(), services.webhooks());
        ConsoleRoutes.add(routes, services.signIns(), new ConsoleRoutes.Settings(settings.sandbox(), settings.zone()));
        PageRoutes.add(routes);
        return routes;
    }

    private void configure(JavalinConfig config, Dispatcher dispatcher) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.router.ignoreTrailingSlashes = false;
        config.router.javaLangErrorHandler((response, error) -> {
            LOG.error("a request failed", error);
            ServerProblems.write(response);
        });
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(WebServer::limit);
        config.jetty.modifyServer(this::harden);
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new ServerProblems());
            context.getServletHandler().setDecodeAmbiguousURIs(true);
        });
        config.jetty.addConnector(this::connector);
        dispatcher.install(config.routes);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("web");
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("web-virtual-"));
        }
        return threads;
    }

    private static void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setIdleTimeout(IDLE_MILLIS);
        http.setUriCompliance(IDS_IN_PATHS);
    }

    private void harden(Server server) {
        server.setErrorHandler(new ServerProblems());
        server.setStopTimeout(STOP_MILLIS);
        server.setHandler(new GracefulHandler(
                new NoUpgrades(new MinimumDataRateHandler(new PatientBodies(threads), MIN_READ_RATE, 0))));
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(MAX_CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(CROWDED_IDLE_MILLIS);
        connector.addBean(limit);
        return connector;
    }
}
