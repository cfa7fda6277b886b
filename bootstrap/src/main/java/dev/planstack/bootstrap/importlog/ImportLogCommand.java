package dev.planstack.bootstrap.importlog;

import dev.planstack.bootstrap.importing.ApiKey;
import dev.planstack.bootstrap.importing.ImportArguments;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.LineReader;
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
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code import-log}: access logs become usage records of a meter that counts bytes. Exit status 0 when
 * everything readable was taken, 1 when records were refused or the import had to stop, 2 when an argument is wrong.
 */
@Command(
        name = "import-log",
        description = {
            "Sends an access log as usage to a running Planstack: the bytes of each request, counted for the account"
                    + " that has the name of the request's virtual host.",
            ""
        },
        footerHeading = "%n",
        footer = {
            "The log is in common or combined log format with the virtual host as first field:",
            "",
            "  shop 192.0.2.7 - - [12/May/2024:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5120",
            "",
            "A record's id comes from the file's name, the line's number and its content. So an import that was"
                    + " interrupted is simply run again, and nothing is counted twice while the file keeps its name.",
            "",
            "The key comes from the environment variable PLANSTACK_API_KEY, or else PLANSTACK_ADMIN_KEY.",
            "",
            "Example, for a log of long ago and a sandbox (serve --sandbox --clock 2024-05-12T00:00:00Z):",
            "",
            "  import-log access.log --meter traffic --advance-clock"
        })
public final class ImportLogCommand implements Callable<Integer> {
    private static final Pattern METER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<String, String> environment;
    private final Timing timing;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    @Mixin
    private ImportArguments arguments;

    @SuppressWarnings("NullAway.Init")
    @Option(names = "--meter", required = true, paramLabel = "METER", description = "The meter; its unit is byte.")
    private String meter;

    @SuppressWarnings("NullAway.Init")
    @Option(
            names = "--account-from",
            paramLabel = "FIELD",
            defaultValue = "vhost",
            description = "What of a line names the account: vhost, the virtual host, and nothing else for now.")
    private String accountFrom;

    @Option(
            names = "--advance-clock",
            description = "Moves a sandbox's clock forward with the log, so that each hour is billed as it was lived"
                    + " through.")
    private boolean advanceClock;

    /**
     * A command that is ready to be given its arguments.
     *
     * @param environment where the key is looked for: {@link System#getenv()}, but for tests
     */
    public ImportLogCommand(Map<String, String> environment) {
        this(environment, Timing.SYSTEM);
    }

    ImportLogCommand(Map<String, String> environment, Timing timing) {
        this.environment = Map.copyOf(environment);
        this.timing = timing;
    }

    /**
     * Imports the log.
     *
     * @return the exit status
     * @throws ParameterException if an argument is wrong
     */
    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        PrintWriter out = commandLine.getOut();
        PrintWriter err = commandLine.getErr();
        String fileName = arguments.checkedFileName();
        URI base = arguments.checkedBase();
        arguments.check(METER.matcher(meter).matches(), "A meter's id has 1 to 64 of A-Z a-z 0-9 . _ -: " + meter);
        arguments.check(accountFrom.equals("vhost"), "--account-from can only be vhost: " + accountFrom);

        ImportReport report = new ImportReport();
        try {
            ApiKey key = ApiKey.from(environment, "send usage");
            PlanstackApi api = new PlanstackApi(new RetryingHttp(base, key, timing, err::println));
            checkUnit(api);
            Optional<SandboxClock> clock = advanceClock ? Optional.of(new SandboxClock(api)) : Optional.empty();
            BatchSender sender = new BatchSender(api, meter, clock, report);
            LogImport logImport = new LogImport(new UsageRecords(new RecordIds(fileName)), sender, report);
            long start = timing.nanoTime();
            try (LineReader lines = LineReader.open(arguments.file());
                    Progress progress = arguments.progress(err, timing)) {
                logImport.run(lines, progress);
            } finally {
                report.printTo(out, err, Duration.ofNanos(timing.nanoTime() - start));
            }
            return report.hasRefused() ? 1 : 0;
        } catch (IOException e) {
            err.println("Stopped: " + arguments.file() + " cannot be read: " + e.getMessage());
            return 1;
        } catch (ImportStoppedException e) {
            err.println("Stopped: " + e.getMessage());
            return 1;
        }
    }

    private void checkUnit(PlanstackApi api) {
        String unit = api.unitOf(meter);
        if (!unit.equals("byte")) {
            throw new ImportStoppedException(
                    "The meter " + meter + " counts in " + unit + "; an access log is counted in byte.");
        }
    }
}
