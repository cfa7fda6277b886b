package dev.planstack.bootstrap.demo;

import dev.planstack.bootstrap.importlog.ImportLogCommand;
import dev.planstack.bootstrap.importlog.SampleLog;
import dev.planstack.bootstrap.serve.LicenseConfig;
import dev.planstack.bootstrap.serve.PortTakenException;
import dev.planstack.bootstrap.serve.Service;
import dev.planstack.bootstrap.serve.ServiceConfig;
import dev.planstack.bootstrap.serve.WebhookConfig;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.StorageLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code demo}: a sandbox to look around in; what is in it is gone when it stops. */
@Command(
        name = "demo",
        description = {
            "Serves a sandbox with a small catalog and accounts in telling states, and prints where to look.",
            "What is in it is gone when it stops."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {

    private static final String KEY = "demo";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LOG_START = Instant.parse("2026-02-01T09:00:00Z");
    private static final int LOG_HOURS = 6;
    private static final int LOG_LINES = 1_200;
    private static final long LOG_SEED = 7;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "8080", description = "The port to listen on.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("planstack-demo");
        try {
            Service service = Service.start(new ServiceConfig(
                    "127.0.0.1",
                    port,
                    new StorageLocation.InFile(folder.resolve("demo.db")),
                    BillingCalendar.DEFAULT,
                    true,
                    Optional.of(START),
                    Optional.of(KEY),
                    LicenseConfig.STANDARD,
                    WebhookConfig.standard(true),
                    ServiceConfig.MANY_ACCOUNTS_PER_COMMIT));
            service.stopOnShutdown(() -> deleteAll(folder));
            out.println("Filling the demo…");
            out.flush();
            seed(service.url(), folder, out);
            new DemoTour(service.url(), KEY).print(out);
            out.flush();
            Optional<String> fault = service.awaitEnd();
            fault.ifPresent(spec.commandLine().getErr()::println);
            return fault.isPresent() ? 1 : 0;
        } catch (PortTakenException e) {
            spec.commandLine().getErr().println(e.getMessage());
            deleteAll(folder);
            return 1;
        }
    }

    private static void seed(String url, Path folder, PrintWriter out) throws IOException, InterruptedException {
        DemoSteps steps = new DemoSteps(url, KEY);
        steps.playAll();
        for (String host : SampleLog.virtualHosts()) {
            steps.play("PUT /v1/accounts/" + host, "{\"name\": \"" + host + ".example\", \"currency\": \"USD\"}");
            steps.play("POST /v1/accounts/" + host + "/top-ups", "{\"amount\": \"5.00\"}");
            steps.play("POST /v1/accounts/" + host + "/plans", "{\"offering\": \"web50m\"}");
        }
        Path log = folder.resolve("access.log");
        SampleLog.write(log, LOG_SEED, LOG_START, LOG_HOURS, LOG_LINES);
        int status = new CommandLine(new ImportLogCommand(Map.of("PLANSTACK_API_KEY", KEY)))
                .setOut(out)
                .setErr(out)
                .execute(log.toString(), "--meter", "traffic", "--to", url, "--advance-clock");
        if (status != 0) {
            throw new IllegalStateException("the demo's log was not imported");
        }
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
