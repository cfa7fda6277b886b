package dev.planstack.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options and where they come from. */
class CommandLineTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void config() throws IOException {
        Path file = folder.resolve("planstack.properties");
        Files.writeString(file, "port=1111\nzone=Asia/Tokyo\nsettlement-delay=PT3H\nsandbox=true\n");
        environment.put("PLANSTACK_CONFIG", file.toString());
    }

    private CommandLine commandLine() {
        return Main.commandLine(environment).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    private String value(String option, String... arguments) {
        CommandLine commandLine = commandLine();
        var unused = commandLine.parseArgs(arguments);
        OptionSpec spec =
                commandLine.getSubcommands().get(arguments[0]).getCommandSpec().findOption(option);
        return String.valueOf(spec.<Object>getValue());
    }

    private int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    @Test
    void an_option_of_the_command_line_comes_first() {
        environment.put("PLANSTACK_PORT", "2222");
        assertThat(value("--port", "serve", "--port", "3333")).isEqualTo("3333");
    }

    @Test
    void the_environment_comes_before_the_file() {
        environment.put("PLANSTACK_PORT", "2222");
        environment.put("PLANSTACK_SETTLEMENT_DELAY", "PT2H");
        assertThat(value("--port", "serve")).isEqualTo("2222");
        assertThat(value("--settlement-delay", "serve")).isEqualTo("PT2H");
    }

    @Test
    void the_file_comes_before_the_default() {
        assertThat(value("--port", "serve")).isEqualTo("1111");
        assertThat(value("--settlement-delay", "serve")).isEqualTo("PT3H");
        assertThat(value("--zone", "serve")).isEqualTo("Asia/Tokyo");
        assertThat(value("--sandbox", "serve")).isEqualTo("true");
    }

    @Test
    void without_a_file_there_are_defaults() {
        environment.clear();
        assertThat(value("--port", "serve")).isEqualTo("8080");
        assertThat(value("--host", "serve")).isEqualTo("127.0.0.1");
        assertThat(value("--database", "serve")).isEqualTo("planstack.db");
        assertThat(value("--zone", "serve")).isEqualTo("UTC");
        assertThat(value("--settlement-delay", "serve")).isEqualTo("PT1H");
        assertThat(value("--sandbox", "serve")).isEqualTo("false");
        assertThat(value("--port", "demo")).isEqualTo("8080");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, many, --port",
        "--port, 70000, --port",
        "--port, -1, --port",
        "--zone, Atlantis, --zone",
        "--settlement-delay, P1M, --settlement-delay",
        "--settlement-delay, soon, --settlement-delay",
        "--settlement-delay, -PT1H, --settlement-delay",
        "--database, postgresql://db, --database",
        "--clock, yesterday, --clock",
        "--license-document-validity, PT0S, --license-document-validity",
        "--license-document-validity, soon, --license-document-validity",
        "--license-issuer, '', --license-issuer",
        "--colour, red, --colour"
    })
    void a_bad_option_is_named(String option, String value, String named) {
        environment.put("PLANSTACK_DATABASE", folder.resolve("never.db").toString());

        assertThat(run("serve", "--sandbox", option, value)).isEqualTo(2);

        assertThat(err.toString()).contains(named).doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("never.db")).doesNotExist();
    }

    @Test
    void a_bad_value_of_the_environment_is_named_too() {
        environment.put("PLANSTACK_PORT", "many");
        assertThat(run("serve")).isEqualTo(2);
        assertThat(err.toString()).contains("--port").doesNotContain("\tat ");
    }

    @Test
    void a_clock_goes_with_a_sandbox_only() {
        environment.clear();
        assertThat(run("serve", "--clock", "2026-01-01T00:00:00Z")).isEqualTo(2);
        assertThat(err.toString()).contains("--clock", "--sandbox");
    }

    @ParameterizedTest
    @CsvSource({"--rounds, 0", "--rounds, 1001", "--seconds, 0", "--seconds, soon", "--only, everything"})
    void a_bad_option_of_a_benchmark_is_named(String option, String value) {
        environment.clear();
        assertThat(run("bench", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option).doesNotContain("Exception", "\tat ");
    }

    @Test
    void a_config_file_that_is_not_there_is_named() {
        environment.put("PLANSTACK_CONFIG", folder.resolve("nowhere.properties").toString());
        assertThat(run("serve")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.properties").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dance", "--dance"})
    void what_is_no_command_is_said(String argument) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString()).contains(argument).doesNotContain("\tat ");
    }

    @Test
    void without_a_command_usage_is_shown() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains("COMMAND", "serve", "demo", "import-log", "bench", "import-licenses")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "import-log", "bench", "import-licenses"})
    void help_is_no_failure(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: planstack " + command);
        assertThat(err.toString()).isEmpty();
    }
}
