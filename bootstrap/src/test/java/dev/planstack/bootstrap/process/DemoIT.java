package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo does what it prints. */
class DemoIT {

    @TempDir
    Path folder;

    @Test
    void every_line_that_it_prints_works_as_it_stands() throws InterruptedException {
        int port = PlanstackProcess.freePort();
        try (PlanstackProcess demo = PlanstackProcess.start(folder, Map.of(), "demo", "--port", "" + port)) {
            // printed last
            String unused = demo.awaitLine("/v1/clock");
            List<String> lines = demo.output()
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .toList();
            assertThat(lines).hasSizeGreaterThan(8);
            for (String line : lines) {
                assertThat(run(line)).as(line).startsWith("{");
            }
            assertThat(run("curl http://127.0.0.1:" + port + "/docs")).contains("<html");
            assertThat(run("curl http://127.0.0.1:" + port + "/")).contains("<html");
            assertThat(run("curl http://127.0.0.1:" + port + "/openapi.json")).contains("\"openapi\"");
            assertThat(run(lines.get(0))).contains("\"remaining\"");

            demo.terminate();
            assertThat(demo.exitStatus()).as(demo.output()).isZero();
        }
    }

    @Test
    void a_port_in_use_is_one_clear_message() throws InterruptedException {
        try (PlanstackProcess first = PlanstackProcess.sandbox(folder);
                PlanstackProcess demo = PlanstackProcess.start(
                        folder, Map.of(), "demo", "--port", first.url().replaceFirst(".*:", ""))) {
            assertThat(demo.exitStatus()).isEqualTo(1);
            assertThat(demo.output())
                    .contains("--port")
                    .doesNotContain("Exception")
                    .hasLineCount(1);
        }
    }

    /** Runs a curl line as it stands, but so that a refusal fails it. */
    private String run(String line) throws InterruptedException {
        try (PlanstackProcess curl =
                PlanstackProcess.bash(folder, Map.of(), line.replaceFirst("^curl ", "curl -s --fail-with-body "))) {
            assertThat(curl.exitStatus()).as("%s%n%s", line, curl.output()).isZero();
            return curl.output();
        }
    }
}
