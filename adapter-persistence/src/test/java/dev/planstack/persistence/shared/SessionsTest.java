package dev.planstack.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.domain.shared.BillingCalendar;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

    @TempDir
    Path folder;

    private Database database;
    private Sessions sessions;

    @BeforeEach
    void open() {
        database = Database.open(
                folder.resolve("p.db"), new Database.Setup(BillingCalendar.DEFAULT, false, Instant.EPOCH), List.of());
        sessions = database.sessions();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> settings() {
        return sessions.readWritten(handle -> {
            List<String> all = new ArrayList<>();
            for (String name : List.of("journal_mode", "synchronous", "foreign_keys", "query_only")) {
                all.add(handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
            }
            return all;
        });
    }

    @Test
    void every_connection_has_the_settings_that_durability_rests_on() {
        try (Transaction transaction = sessions.begin()) {
            assertThat(settings()).containsExactly("wal", "2", "1", "0");
            transaction.commit();
        }
        List<String> reading = sessions.see(state -> settings());
        assertThat(reading).containsExactly("wal", "2", "1", "1");
    }

    private void insert(String code, int length) {
        sessions.write(handle -> handle.createUpdate("INSERT INTO meter VALUES (?, ?, '', 0, 0)")
                .bind(0, code)
                .bind(1, "x".repeat(length))
                .execute());
    }

    private long meters() {
        return sessions.see(state -> sessions.read(handle -> handle.createQuery("SELECT count(*) FROM meter")
                .mapTo(Long.class)
                .one()));
    }

    @Test
    void a_full_disk_keeps_nothing_and_later_work_goes_on() {
        try (Transaction transaction = sessions.begin()) {
            insert("kept", 1);
            transaction.commit();
        }
        Connection[] failed = new Connection[1];
        try (Transaction transaction = sessions.begin()) {
            insert("before", 1);
            sessions.write(handle -> {
                failed[0] = handle.getConnection();
                handle.createQuery("PRAGMA max_page_count = 1")
                        .mapTo(Long.class)
                        .one();
            });
            assertFull(() -> insert("big", 5_000_000));
            assertFull(() -> insert("after", 1));
            assertFull(transaction::commit);
        }
        assertThat(meters()).isEqualTo(1);
        try (Transaction transaction = sessions.begin()) {
            sessions.write(handle -> assertThat(handle.getConnection()).isNotSameAs(failed[0]));
            insert("big", 5_000_000);
            transaction.commit();
        }
        assertThat(meters()).isEqualTo(2);
    }

    private static void assertFull(ThrowingCallable work) {
        assertThat(catchThrowableOfType(Unavailable.class, work).kind()).isEqualTo(Unavailable.Kind.STORAGE_FULL);
    }

    @Test
    void a_failure_of_a_commit_leaves_its_outcome_open() {
        try (Transaction transaction = sessions.begin()) {
            insert("m", 1);
            sessions.write(handle -> handle.getConnection().close());
            assertThat(catchThrowableOfType(Unavailable.class, transaction::commit)
                            .kind())
                    .isEqualTo(Unavailable.Kind.COMMIT_LOST);
        }
        assertThat(meters()).isZero();
        try (Transaction transaction = sessions.begin()) {
            insert("m", 1);
            transaction.commit();
        }
        assertThat(meters()).isEqualTo(1);
    }
}
