package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a real browser, on the demo: the tests are those of {@code src/test/browser}. Where there is no Chromium, no Node.js, or npm
 * cannot fetch what they need, they are skipped; where {@code CI} is set that fails. Pictures of all pages are left in
 * {@code target/screenshots}.
 */
class ConsoleIT {

    private static final Path BOOTSTRAP = Path.of(Objects.requireNonNull(System.getProperty("planstack.root")))
            .resolve("bootstrap");
    private static final Path INSTALLED = BOOTSTRAP.resolve("target/browser");

    @TempDir
    Path folder;

    @Test
    void does_what_the_browser_tests_say() throws IOException, InterruptedException {
        install();
        String port = Integer.toString(PlanstackProcess.freePort());
        try (PlanstackProcess demo = PlanstackProcess.start(folder, Map.of(), "demo", "--port", port)) {
            // printed last
            String unused = demo.awaitLine("/v1/clock");
            String listens = demo.awaitLine("demo listens on ");
            Map<String, String> environment = Map.of(
                    "CONSOLE_URL", "http://127.0.0.1:" + port,
                    "CONSOLE_KEY", listens.replaceFirst(".*\\(key: (\\S+)\\).*", "$1"),
                    "CONSOLE_SHOTS", BOOTSTRAP.resolve("target/screenshots").toString());
            try (PlanstackProcess tests = PlanstackProcess.bash(INSTALLED, environment, "node all.mjs")) {
                assertThat(tests.exitStatus()).as(tests.output()).isZero();
                assertThat(tests.output()).containsPattern("# pass [1-9]");
            }
        }
    }

    private static void install() throws IOException, InterruptedException {
        Path unused = Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(BOOTSTRAP.resolve("src/test/browser"))) {
            for (Path file : files.toList()) {
                Path copied =
                        Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                assertThat(copied).exists();
            }
        }
        for (String command : List.of(
                "chromium --version",
                "node --version",
                "npm ci --prefer-offline --ignore-scripts --no-audit --no-fund")) {
            need(command);
        }
    }

    private static void need(String command) throws InterruptedException {
        try (PlanstackProcess run = PlanstackProcess.bash(INSTALLED, Map.of(), command)) {
            if (run.exitStatus() == 0) {
                return;
            }
            String said = "The console is not tested, as \"" + command + "\" failed: " + run.output();
            assertThat(System.getenv("CI")).as(said).isNull();
            System.err.println(said);
            assumeTrue(false, said);
        }
    }
}
