package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start says of a PostgreSQL that it cannot use. */
class PostgresStartIT {

    @TempDir
    Path folder;

    private void assertRefused(String database, String... says) throws InterruptedException {
        try (PlanstackProcess process =
                PlanstackProcess.startSandbox(folder, Map.of(), "--database", database, "--clock", Load.NOON)) {
            assertThat(process.exitStatus()).as(process.output()).isEqualTo(1);
            assertThat(process.output().lines().filter(line -> !line.contains(" INFO ")))
                    .singleElement()
                    .asString()
                    .contains(says)
                    .doesNotContain("Exception");
            assertThat(process.output()).doesNotContain("secret");
        }
    }

    @Test
    void a_server_that_is_not_there_and_a_password_that_is_not_right_are_clear_messages() throws Exception {
        int nobody = PlanstackProcess.freePort();
        Database database = PostgresServer.shared().newDatabase();
        assertRefused(database.url(nobody), "" + nobody);
        assertRefused(database.url().replace("secret", "secrets"), "password");
    }

    @Test
    void tables_of_a_newer_version_are_refused() throws Exception {
        Database database = PostgresServer.shared().newDatabase();
        try (PlanstackProcess first = PlanstackProcess.sandbox(folder, "--database", database.url())) {
            first.terminate();
            assertThat(first.exitStatus()).isZero();
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                                    + " checksum, installed_by, execution_time, success)"
                                    + " VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', 1, TRUE)"))
                    .isEqualTo(1);
        }
        assertRefused(database.url(), "newer version of Planstack");
    }
}
