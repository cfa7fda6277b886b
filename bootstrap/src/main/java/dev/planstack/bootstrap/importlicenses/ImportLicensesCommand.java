package dev.planstack.bootstrap.importlicenses;

import dev.planstack.bootstrap.importing.Answer;
import dev.planstack.bootstrap.importing.ApiKey;
import dev.planstack.bootstrap.importing.ImportArguments;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.Progress;
import dev.planstack.bootstrap.importing.RetryingHttp;
import dev.planstack.bootstrap.importing.Timing;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
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

/**
 * The command {@code import-licenses}: license orders that were sold elsewhere are taken over. Exit status 0 when every
 * one is there, 1 when some were refused or the import had to stop, 2 when an argument is wrong.
 */
@Command(
        name = "import-licenses",
        description = {
            "Takes over license orders that were sold elsewhere: sends each order of a file to a running Planstack,"
                    + " and names each line that is refused.",
            ""
        },
        footerHeading = "%n",
        footer = {
            "A CSV file has a header and is in UTF-8; instanceId, offering and application may be empty or missing:",
            "",
            "  account,instanceId,sdks,startsAt,expiresAt,offering,application",
            "  acme,old-7,player:professional;effects:standard,2025-02-01T00:00:00Z,2026-02-01T00:00:00Z,bundle,shop",
            "",
            "A JSON file has an array of objects, or an object a line, with the fields that the API has and account.",
            "",
            "An import that was interrupted, or of which some lines had to be put right, is simply run again within 35"
                    + " days, and nothing is taken over twice while the file keeps its name. Later that holds for orders"
                    + " with an instance ID only.",
            "",
            "The key comes from the environment variable PLANSTACK_API_KEY, or else PLANSTACK_ADMIN_KEY.",
            "",
            "Example:",
            "",
            "  import-licenses orders.csv --dry-run"
        })
public final class ImportLicensesCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Timing timing;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    @Mixin
    private ImportArguments arguments;

    @Option(names = "--dry-run", description = "Tells what would be taken over or refused, and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Format.Converter.class,
            description = "What the file is: csv or json (default: by its ending, .csv, .json, .jsonl or .ndjson).")
    private @Nullable Format format;

    /**
     * A command that is ready to be given its arguments.
     *
     * @param environment where the key is looked for: {@link System#getenv()}, but for tests
     */
    public ImportLicensesCommand(Map<String, String> environment) {
        this(environment, Timing.SYSTEM);
    }

    ImportLicensesCommand(Map<String, String> environment, Timing timing) {
        this.environment = Map.copyOf(environment);
        this.timing = timing;
    }

    /**
     * Imports the orders.
     *
     * @return the exit status
     * @throws ParameterException if an argument is wrong
     */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String fileName = arguments.checkedFileName();
        URI base = arguments.checkedBase();
        Format fileFormat = Optional.ofNullable(format)
                .or(() -> Format.of(fileName))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Tell with --format whether this is csv or json: " + fileName));

        TakeOverReport report = new TakeOverReport(out, dryRun);
        try (OrderReader orders = fileFormat.open(arguments.file())) {
            ApiKey key = ApiKey.from(environment, "do everything (scope admin)");
            LicenseApi api = new LicenseApi(new RetryingHttp(base, key, timing, err::println), dryRun);
            api.check();
            LicenseImport licenseImport = new LicenseImport(new OrderKeys(fileName), api, report);
            long start = timing.nanoTime();
            try (Progress progress = arguments.progress(err, timing)) {
                licenseImport.run(orders, progress);
            } finally {
                report.end(Duration.ofNanos(timing.nanoTime() - start));
            }
            return report.hasRefused() ? 1 : 0;
        } catch (IOException e) {
            err.println("Stopped: " + arguments.file() + " cannot be read: " + e.getMessage());
            return 1;
        } catch (ImportStoppedException e) {
            err.println("Stopped: " + Answer.harmless(String.valueOf(e.getMessage())));
            return 1;
        }
    }
}
