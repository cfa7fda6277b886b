package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what is so. */
class ReadmeIT {

    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("planstack.root")));
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    @TempDir
    Path folder;

    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private String section(String heading) {
        return found("^## " + heading + "\n(.*?)(?=^## |\\z)", readme).get(0);
    }

    @Test
    void the_first_five_minutes_go_as_told() throws InterruptedException {
        int port = PlanstackProcess.freePort();
        List<String> blocks = new ArrayList<>(found("^```sh\n(.*?)^```", section("The first five minutes")));
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
        String typed = String.join("echo\n", blocks)
                .replace(
                        "java -jar bootstrap/target/planstack.jar serve",
                        "'" + PlanstackProcess.java() + "' -jar '" + PlanstackProcess.JAR + "' serve --port " + port)
                .replace("8080", String.valueOf(port));
        // what a person does by looking: wait until it listens; stop it in the end
        String waiting = "for i in $(seq 1200); do curl -s -o /dev/null http://127.0.0.1:" + port
                + "/health/ready && break; sleep 0.1; done\n";
        String script = "shopt -s expand_aliases\ntrap 'kill %1; wait %1' EXIT\n"
                + typed.replaceFirst("(?m)^(alias .*)$", "$1\n" + Matcher.quoteReplacement(waiting));
        try (PlanstackProcess bash = PlanstackProcess.bash(folder, Map.of(), script)) {
            int unused = bash.exitStatus();
            assertThat(bash.output())
                    .doesNotContain("/problems/")
                    .contains("\"slices\":[{\"plan\":\"plan-000000001\",\"quantity\":\"100\",\"planUnits\":\"100\"},"
                            + "{\"plan\":null,\"quantity\":\"30\"")
                    .contains("\"balance\":\"47.00\",\"accrued\":\"1.20\",\"available\":\"45.80\"")
                    .contains("\"total\":\"1.20\"")
                    .contains("\"outcome\":\"drained\"")
                    .contains("\"reason\":\"plan-exhausted\"");
        }
    }

    @Test
    void the_table_of_commands_lists_what_help_lists() throws InterruptedException {
        Map<String, Set<String>> told = new TreeMap<>();
        for (MatchResult row : Pattern.compile("^\\| `([a-z-]+)([^`]*)` \\|(.*)\\|$", Pattern.MULTILINE)
                .matcher(section("Commands"))
                .results()
                .toList()) {
            told.put(row.group(1), options(row.group(2) + row.group(3)));
        }
        Set<String> commands = new TreeSet<>(found("^  ([a-z-]+) ", help().split("Commands:", 2)[1]));
        commands.remove("help");
        assertThat(told.keySet()).isEqualTo(commands);
        for (String command : commands) {
            Set<String> offered = options(String.join("\n", found("^ {2,8}(?:-\\w, )?(--.*?)$", help(command))));
            offered.removeAll(List.of("--help", "--version"));
            assertThat(told.get(command)).as(command).isEqualTo(offered);
        }
    }

    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>();
        OPTION.matcher(text).results().forEach(result -> options.add(result.group()));
        return options;
    }

    private String help(String... command) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--help");
        try (PlanstackProcess help = PlanstackProcess.start(folder, Map.of(), arguments.toArray(String[]::new))) {
            assertThat(help.exitStatus()).isZero();
            return help.output();
        }
    }

    @Test
    void the_example_is_the_one_that_is_compiled_and_run() throws IOException {
        String example = found("^```java\n(.*?)^```", section("As a library")).get(0);
        assertThat(example.strip())
                .isEqualTo(Files.readString(ROOT.resolve("docs/examples/StackTwoPlans.java"))
                        .strip());
    }
}
