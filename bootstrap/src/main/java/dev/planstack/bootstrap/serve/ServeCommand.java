package dev.planstack.bootstrap.serve;

import dev.planstack.application.license.LicenseDocuments;
import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.bootstrap.transfer.DatabaseOption;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Term;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code serve}: runs the HTTP API until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the HTTP API until it is told to stop.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {
            "",
            "The admin key comes from the environment variable PLANSTACK_ADMIN_KEY. Where it is not set, one is made at the"
                    + " first start and printed once.",
            "Every option can come from the environment (--settlement-delay: PLANSTACK_SETTLEMENT_DELAY) or from a"
                    + " properties file that PLANSTACK_CONFIG names (settlement-delay=PT1H)."
        })
public final class ServeCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "8080", description = "The port to listen on.")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on.")
    @SuppressWarnings("NullAway.Init")
    private String host;

    @Mixin
    private final DatabaseOption database;

    @Option(
            names = "--sandbox",
            description = "For trying out: the clock stands still until PUT /v1/clock sets it forward.")
    private boolean sandbox;

    @Option(
            names = "--clock",
            paramLabel = "INSTANT",
            description = "What a sandbox's clock shows at first, for example 2026-01-01T00:00:00Z.")
    private @Nullable String clock;

    @Option(names = "--zone", defaultValue = "UTC", description = "The billing zone, for example Asia/Shanghai.")
    @SuppressWarnings("NullAway.Init")
    private String zone;

    @Option(
            names = "--settlement-delay",
            defaultValue = "PT1H",
            description = "How long after its end an hour stays open for records.")
    @SuppressWarnings("NullAway.Init")
    private String settlementDelay;

    @Option(
            names = "--renewal-grace",
            defaultValue = "PT0S",
            description = "How long after its expiry the renewal of a license order still counts from the old expiry.")
    @SuppressWarnings("NullAway.Init")
    private String renewalGrace;

    @Option(
            names = "--license-checks-per-key",
            defaultValue = "1000",
            description = "How many license checks a second are answered for one license key.")
    private int checksPerKey;

    @Option(
            names = "--license-checks-per-address",
            defaultValue = "100",
            description = "How many license checks a second are answered to one address.")
    private int checksPerAddress;

    @Option(
            names = "--license-issuer",
            defaultValue = "planstack",
            description = "Who issues license documents, their claim iss.")
    @SuppressWarnings("NullAway.Init")
    private String licenseIssuer;

    @Option(
            names = "--license-document-validity",
            defaultValue = "P30D",
            description = "How long a license document holds before it has to be replaced by a newer one.")
    @SuppressWarnings("NullAway.Init")
    private String licenseDocumentValidity;

    @Option(
            names = "--license-key-file",
            paramLabel = "FILE",
            description = "The private key of license documents, made at the first start."
                    + " Where nothing is said, it is beside the SQLite file, planstack.db.license-key.json, or for PostgreSQL"
                    + " planstack.license-key.json in the working directory; all processes need the same one.")
    private @Nullable Path licenseKeyFile;

    @Option(
            names = "--accounts-per-commit",
            defaultValue = "" + ServiceConfig.MANY_ACCOUNTS_PER_COMMIT,
            description = "The work on how many accounts may share a commit; 1 if the database is one that is"
                    + " distributed by account. Several of a batch always do.")
    private int accountsPerCommit;

    @Option(
            names = "--webhooks-allow-private",
            description = "Webhooks may be http and lead to private addresses, for example of this machine.")
    private boolean webhooksAllowPrivate;

    /** A command that looks for the admin key in {@code environment}. */
    public ServeCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.database = new DatabaseOption(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Service service;
        try {
            service = Service.start(config());
        } catch (StorageRefusedException | PortTakenException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } catch (Unavailable e) {
            spec.commandLine()
                    .getErr()
                    .println(e.getMessage() + " Planstack has not started. Check the disk of " + database.location()
                            + " and start it again.");
            return 1;
        }
        // first of all: who reads that it listens may end it
        service.stopOnShutdown(() -> {});
        service.newAdminKey().ifPresent(key -> out.println("The admin key, shown this once: " + key));
        out.println("Planstack listens on " + service.url() + (sandbox ? " (sandbox)" : ""));
        out.flush();
        NativeMemory.giveBackSoon();
        Optional<String> fault = service.awaitEnd();
        fault.ifPresent(spec.commandLine().getErr()::println);
        return fault.isPresent() ? 1 : 0;
    }

    private ServiceConfig config() {
        if (clock != null && !sandbox) {
            throw fault("--clock", "goes with --sandbox");
        }
        if (accountsPerCommit < 1) {
            throw fault("--accounts-per-commit", "must be 1 or more");
        }
        if (port < 0 || port > 65_535) {
            throw fault("--port", "must be from 0 to 65535");
        }
        Optional<Instant> start =
                clock == null ? Optional.empty() : Optional.of(read("--clock", Instants.parse(clock)));
        return new ServiceConfig(
                host,
                port,
                database.location(),
                calendar(),
                sandbox,
                start,
                Optional.ofNullable(environment.get("PLANSTACK_ADMIN_KEY")).filter(key -> !key.isBlank()),
                licenses(),
                WebhookConfig.standard(webhooksAllowPrivate),
                accountsPerCommit);
    }

    private LicenseConfig licenses() {
        return new LicenseConfig(
                read("--renewal-grace", Term.parseZeroOrMore(renewalGrace)),
                rate("--license-checks-per-key", checksPerKey),
                rate("--license-checks-per-address", checksPerAddress),
                new LicenseDocuments.Policy(
                        read("--license-issuer", Identifiers.parsePrintable(licenseIssuer)),
                        read("--license-document-validity", Term.parse(licenseDocumentValidity))),
                Optional.ofNullable(licenseKeyFile));
    }

    private int rate(String option, int perSecond) {
        if (perSecond < 1 || perSecond > LicenseConfig.MAX_RATE) {
            throw fault(option, "must be from 1 to " + LicenseConfig.MAX_RATE);
        }
        return perSecond;
    }

    private BillingCalendar calendar() {
        Term delay = read("--settlement-delay", Term.parseZeroOrMore(settlementDelay));
        if (delay.months() > 0) {
            throw fault("--settlement-delay", "must be exact time, such as PT1H");
        }
        try {
            return new BillingCalendar(ZoneId.of(zone), delay.exact().plusDays(delay.days()));
        } catch (DateTimeException e) {
            throw new ParameterException(spec.commandLine(), "--zone must be a time zone, such as Asia/Shanghai", e);
        }
    }

    private <T> T read(String option, Parsed<T> parsed) {
        return parsed.fold(value -> value, expected -> {
            throw fault(option, expected);
        });
    }

    private ParameterException fault(String option, String expected) {
        return new ParameterException(spec.commandLine(), option + " " + expected);
    }
}
