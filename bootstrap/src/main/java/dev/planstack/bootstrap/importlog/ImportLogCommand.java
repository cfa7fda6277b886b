package dev.planstack.bootstrap.importlog;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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

    private static final String NO_SERVICE = "--to is not the URL of a service, such as http://127.0.0.1:8080: ";

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Map<String, String> environment;
    private final Timing timing;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    @Parameters(paramLabel = "FILE", description = "The access log.")
    private Path file;

    @SuppressWarnings("NullAway.Init")
    @Option(names = "--meter", required = true, paramLabel = "METER", description = "The meter; its unit is byte.")
    private String meter;

    @SuppressWarnings("NullAway.Init")
    @Option(
            names = "--to",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where Planstack runs (default: ${DEFAULT-VALUE}).")
    private String to;

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

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

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
        String fileName = checkedFileName();
        URI base = checkedBase();
        check(METER.matcher(meter).matches(), "A meter's id has 1 to 64 of A-Z a-z 0-9 . _ -: " + meter);
        check(accountFrom.equals("vhost"), "--account-from can only be vhost: " + accountFrom);

        ImportReport report = new ImportReport();
        try {
            ApiKey key = ApiKey.from(environment);
            PlanstackApi api = new PlanstackApi(new RetryingHttp(base, key, timing, err::println));
            checkUnit(api);
            Optional<SandboxClock> clock = advanceClock ? Optional.of(new SandboxClock(api)) : Optional.empty();
            BatchSender sender = new BatchSender(api, meter, clock, report);
            LogImport logImport = new LogImport(new UsageRecords(new RecordIds(fileName)), sender, report);
            long start = timing.nanoTime();
            try (LineReader lines = LineReader.open(file);
                    Progress progress = progress(fileName, err)) {
                logImport.run(lines, progress);
            } finally {
                report.printTo(out, err, Duration.ofNanos(timing.nanoTime() - start));
            }
            return report.hasRefused() ? 1 : 0;
        } catch (IOException e) {
            err.println("Stopped: " + file + " cannot be read: " + e.getMessage());
            return 1;
        } catch (ImportStoppedException e) {
            err.println("Stopped: " + e.getMessage());
            return 1;
        }
    }

    private String checkedFileName() {
        check(Files.exists(file), "There is no file " + file);
        check(!Files.isDirectory(file), "This is a folder, not a file: " + file);
        check(Files.isReadable(file), "This file may not be read: " + file);
        return String.valueOf(file.getFileName());
    }

    private URI checkedBase() {
        try {
            URI base = new URI(to.replaceAll("/+$", ""));
            boolean isPlace = SCHEMES.contains(String.valueOf(base.getScheme()))
                    && base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null;
            check(isPlace, NO_SERVICE + to);
            return base;
        } catch (URISyntaxException e) {
            throw new ParameterException(spec.commandLine(), NO_SERVICE + to, e);
        }
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private void checkUnit(PlanstackApi api) {
        String unit = api.unitOf(meter);
        if (!unit.equals("byte")) {
            throw new ImportStoppedException(
                    "The meter " + meter + " counts in " + unit + "; an access log is counted in byte.");
        }
    }

    private Progress progress(String fileName, PrintWriter err) throws IOException {
        long fileBytes = Files.size(file);
        return TerminalProgress.isPossible()
                ? new TerminalProgress(fileName, fileBytes)
                : new PlainProgress(err, fileName, fileBytes, timing);
    }
}
