package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is measured from end to end; how fast it is here does not matter. */
class BenchIT {

    private static final List<String> ALL = List.of(
            "records.access",
            "records.account",
            "records.ingest",
            "ingest.batch",
            "ingest.single",
            "ingest.single.rows",
            "ingest.single.p99",
            "ingest.hot",
            "ingest.out-of-order",
            "overload",
            "overload.after",
            "access",
            "access.busy",
            "deduction.1",
            "deduction.10",
            "deduction.100",
            "deduction.1000",
            "accounts.start",
            "accounts.close",
            "accounts.ingest",
            "accounts.memory",
            "start",
            "start.archive",
            "memory.rest");

    private static final List<String> ON_POSTGRESQL = List.of(
            "postgres.batch",
            "postgres.batch.large",
            "postgres.single",
            "postgres.access",
            "postgres.processes",
            "postgres.processes.any");

    /** A quick run takes minutes on a busy machine. */
    private static final long MOST_SECONDS = 600;

    @TempDir
    Path folder;

    @Test
    void a_quick_run_measures_all_there_is() throws InterruptedException, IOException {
        String output = run("bench", "--quick", "--full", "--json");
        JsonNode report = report(output);
        assertThat(report.get("figures").findValuesAsText("name")).containsExactlyElementsOf(ALL);
        for (JsonNode figure : report.get("figures")) {
            String name = figure.get("name").asText();
            assertThat(figure.get("planstack").get("median").asDouble())
                    .as(name)
                    .isNotNaN();
            if (figure.has("other")) {
                assertThat(figure.get("ratio").get("median").asDouble())
                        .as(name)
                        .isPositive();
            }
        }
        assertThat(report.get("loadAverage")).hasSize(2);
    }

    @Test
    void a_part_can_be_measured_by_itself_and_is_shown_as_a_table() throws InterruptedException {
        assertThat(run("bench", "--quick", "--only", "rules"))
                .contains("deduction, 10 plans, round 1 of 1")
                .containsPattern("(?m)^what +Planstack +compared with")
                .containsPattern("(?m)^deduction by the rules alone, plans stacked: 1000 .* >= 10 ")
                .contains("load average");
    }

    @Test
    void postgresql_is_measured_in_databases_that_are_gone_afterwards() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            server.execute("ALTER ROLE " + PostgresServer.USER + " CREATEDB");
            Database named = server.newDatabase();
            JsonNode report = report(run("bench", "--quick", "--json", "--database", named.url()));
            assertThat(report.get("figures").findValuesAsText("name")).containsExactlyElementsOf(ON_POSTGRESQL);
            for (JsonNode figure : report.get("figures")) {
                String what = figure.get("what").asText();
                assertThat(figure.get("planstack").get("median").asDouble())
                        .as(what)
                        .isPositive();
                assertThat(figure.has("other")).as(what).isNotEqualTo(what.contains("no pgbench here"));
            }
            assertThat(server.query("SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database"
                            + " WHERE NOT datistemplate"))
                    .isEqualTo(named.name() + " postgres");
            try (Connection connection = named.connect();
                    ResultSet tables = connection.getMetaData().getTables(null, "public", null, null)) {
                assertThat(tables.next()).isFalse();
            }
        }
    }

    @Test
    void what_is_not_postgresql_is_not_measured_there() throws InterruptedException {
        assertThat(refused("bench", "--database", "planstack.db")).contains("--database", "postgresql://USER");
        assertThat(refused("bench", "--only", "postgres")).contains("--only postgres", "--database postgresql://");
    }

    private String refused(String... arguments) throws InterruptedException {
        // what serves there is not measured unawares
        Map<String, String> served = Map.of("PLANSTACK_DATABASE", "postgresql://planstack@127.0.0.1:1/served");
        try (PlanstackProcess bench = PlanstackProcess.start(folder, served, arguments)) {
            assertThat(bench.exitStatus()).isEqualTo(2);
            assertThat(bench.output()).doesNotContain("\tat ");
            return bench.output();
        }
    }

    @Test
    void what_is_no_part_is_named() throws InterruptedException {
        try (PlanstackProcess bench = PlanstackProcess.start(folder, Map.of(), "bench", "--only", "everything")) {
            assertThat(bench.exitStatus()).isEqualTo(2);
            assertThat(bench.output()).contains("--only", "everything", "batch").doesNotContain("\tat ");
        }
    }

    private static JsonNode report(String output) throws IOException {
        return new JsonMapper().readTree(output.substring(output.indexOf("\n{") + 1));
    }

    private String run(String... arguments) throws InterruptedException {
        try (PlanstackProcess bench = PlanstackProcess.start(folder, Map.of(), arguments)) {
            assertThat(bench.endsWithin(MOST_SECONDS)).isTrue();
            assertThat(bench.exitStatus()).as(bench.output()).isZero();
            return bench.output();
        }
    }
}
