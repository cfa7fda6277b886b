package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.persistence.postgres.DebianPostgres;
import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A primary is lost under load and a standby takes its place, to which the process turns by itself: one that is synchronous has everything that was acknowledged, one
 * that is not may lack the last of it, which is also how it is seen that the ledger finds what is missing.
 */
class FailoverIT {

    @TempDir
    Path folder;

    /** Knows both servers, and works on the one that is the primary. */
    private PlanstackProcess sandbox(Database database, PostgresServer standby) {
        String port = ":" + database.port() + "/";
        String both = database.url().replace(port, ":" + database.port() + ",127.0.0.1:" + standby.port() + "/");
        return PlanstackProcess.sandbox(folder, "--database", both + "?targetServerType=primary", "--clock", Load.NOON);
    }

    private static void configure(PostgresServer server, String setting, String value) {
        server.execute("ALTER SYSTEM SET " + setting + " = '" + value + "'");
        server.execute("SELECT pg_reload_conf()");
    }

    private static void await(PostgresServer server, String query, String answer) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!server.query(query).equals(answer)) {
            assertThat(System.nanoTime() - deadline).as(query).isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void a_synchronous_standby_has_all_that_was_acknowledged_and_another_may_not() throws Exception {
        try (PostgresServer primary = DebianPostgres.primary();
                PostgresServer synchronous = DebianPostgres.standbyOf(primary, "synchronous");
                PostgresServer other = DebianPostgres.standbyOf(primary, "other")) {
            configure(primary, "synchronous_standby_names", "synchronous");
            await(
                    primary,
                    "SELECT string_agg(sync_state, ' ' ORDER BY sync_state) FROM pg_stat_replication",
                    "async sync");
            Database database = primary.newDatabase();
            try (PlanstackProcess service = sandbox(database, synchronous)) {
                Load.prepare(service.client());
                Load load = new Load(service.client());
                try {
                    load.awaitAcknowledged(50);
                    // it no longer hears of what is committed
                    configure(other, "primary_conninfo", "");
                    await(other, "SELECT count(*) FROM pg_stat_wal_receiver", "0");
                    load.awaitAcknowledged(100);
                    primary.kill();
                    synchronous.promote();
                    load.awaitAcknowledged(100);
                    load.end();
                } finally {
                    load.abandon();
                }
                assertThat(service.hasEnded()).as(service.output()).isFalse();
                Exports.assertSound(new Database(synchronous.port(), database.name()).url(), load.ledger());
                other.promote();
                Database behind = new Database(other.port(), database.name());
                assertThat(Exports.complaints(behind.url())).isEmpty();
                assertThat(load.ledger().faults(Exports.of(behind.url())))
                        .as("writes that were acknowledged and are lost")
                        .isNotEmpty();
            }
        }
    }
}
