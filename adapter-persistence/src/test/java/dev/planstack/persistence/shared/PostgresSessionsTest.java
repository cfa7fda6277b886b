package dev.planstack.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.postgres.PostgresServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresSessionsTest {

    private static final PostgresServer SERVER = PostgresServer.shared();

    private static List<String> settings(Sessions sessions) {
        return sessions.readWritten(handle -> {
            List<String> all = new ArrayList<>();
            for (String name : List.of(
                    "synchronous_commit",
                    "transaction_isolation",
                    "transaction_read_only",
                    "idle_in_transaction_session_timeout",
                    "application_name")) {
                all.add(handle.createQuery("SHOW " + name).mapTo(String.class).one());
            }
            return all;
        });
    }

    @Test
    void a_commit_waits_for_the_disk_and_a_snapshot_only_reads_whatever_the_server_is_set_to() {
        PostgresServer.Database there = SERVER.newDatabase();
        SERVER.execute("ALTER DATABASE " + there.name() + " SET synchronous_commit = off");
        SERVER.execute("ALTER DATABASE " + there.name() + " SET default_transaction_isolation = 'serializable'");
        PostgresAddress address = PostgresAddress.parse(there.url(), Map.of()).orThrow();
        try (Database database =
                Database.open(address, new Database.Setup(BillingCalendar.DEFAULT, false, Instant.EPOCH))) {
            Sessions sessions = database.sessions();
            try (Transaction transaction = sessions.begin()) {
                assertThat(settings(sessions)).containsExactly("on", "read committed", "off", "10s", "planstack");
                transaction.commit();
            }
            List<String> reading = sessions.see(state -> settings(sessions));
            assertThat(reading).containsExactly("on", "repeatable read", "on", "10s", "planstack");
        }
    }
}
