package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.shared.BillingCalendar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that everything is stored in: who may open it, and what holds when it fails. */
class SqliteStorageTest {

    private static final Meter METER = Meter.of("m", "piece", 0);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("planstack.db");
    }

    private Storage open() {
        return open(BillingCalendar.DEFAULT, false);
    }

    private Storage open(BillingCalendar calendar, boolean sandbox) {
        return Storage.open(new StorageLocation.InFile(file), new Storage.Settings(calendar, sandbox, Ports.START));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    @Test
    void files_are_for_their_owner_only() throws Exception {
        try (Storage storage = open()) {
            keep(storage, METER);
            try (var files = Files.list(folder)) {
                assertThat(files)
                        .hasSizeGreaterThan(2)
                        .allSatisfy(f -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                                .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void a_closed_storage_is_one_file_and_its_lock() throws Exception {
        try (Storage storage = open()) {
            keep(storage, METER);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("planstack.db", "planstack.db.lock");
        }
    }

    @Test
    void a_second_opening_is_refused_until_the_first_is_closed() {
        try (Storage first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("in use by another process");
            keep(first, METER);
        }
        try (Storage again = open()) {
            assertThat(has(again, METER)).isTrue();
        }
    }

    @Test
    void other_settings_are_refused_with_what_differs() {
        open().close();
        assertRefused(new BillingCalendar(ZoneId.of("Europe/Berlin"), Duration.ofHours(1)), false, "billing zone Z");
        assertRefused(new BillingCalendar(ZoneOffset.UTC, Duration.ofHours(2)), false, "settlement delay PT1H");
        assertRefused(BillingCalendar.DEFAULT, true, "sandbox false");
        open(new BillingCalendar(ZoneId.of("UTC"), Duration.ofMinutes(60)), false)
                .close();
    }

    private void assertRefused(BillingCalendar calendar, boolean sandbox, String message) {
        assertThatThrownBy(() -> open(calendar, sandbox))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void only_a_new_storage_takes_its_start_from_the_settings() {
        open().close();
        Storage.Settings later = new Storage.Settings(BillingCalendar.DEFAULT, false, Ports.START.plusSeconds(60));
        try (Storage storage = Storage.open(new StorageLocation.InFile(file), later)) {
            ServiceState state = storage.snapshots().see(s -> s);
            assertThat(state.now()).isEqualTo(Ports.START);
        }
    }

    @Test
    void tables_of_a_newer_version_are_refused() throws Exception {
        open().close();
        sql("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) VALUES (99, '999', 'of the future', 'SQL',"
                + " 'V999__of_the_future.sql', 1, '', 1, 1)");
        assertThatThrownBy(this::open)
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("newer version of Planstack")
                .hasMessageContaining("of the future");
    }

    @Test
    void tables_that_were_changed_by_hand_in_their_history_are_refused() throws Exception {
        open().close();
        sql("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '001'");
        assertThatThrownBy(this::open).isInstanceOf(StorageRefusedException.class);
    }

    @Test
    void what_is_no_database_is_refused() throws Exception {
        Files.writeString(file, "no database at all, ".repeat(100));
        assertThatThrownBy(this::open).isInstanceOf(StorageRefusedException.class);
        Files.delete(file);
        open().close();
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        file = folder.resolve("none").resolve("planstack.db");
        assertThatThrownBy(this::open).isInstanceOf(StorageRefusedException.class);
    }

    @Test
    void the_operators_key_is_kept_as_a_hash() {
        try (Storage storage = open()) {
            assertThat(storage.adminKeyHash()).isEmpty();
            storage.saveAdminKeyHash("first");
            storage.saveAdminKeyHash("second");
        }
        try (Storage storage = open()) {
            assertThat(storage.adminKeyHash()).contains("second");
        }
    }

    @Test
    void after_a_failure_nothing_of_it_is_kept_and_the_next_transaction_works() throws Exception {
        try (Storage storage = open()) {
            sql("CREATE TRIGGER planted BEFORE INSERT ON meter WHEN NEW.code = 'bad'"
                    + " BEGIN SELECT RAISE(ROLLBACK, 'planted'); END");
            try (Transaction transaction = storage.transactions().begin()) {
                storage.meters().save(METER);
                assertKind(() -> storage.meters().save(Meter.of("bad", "piece", 0)), Unavailable.Kind.OUTCOME_UNKNOWN);
                // without the check these would each be committed by themselves: SQLite has rolled back already
                assertKind(
                        () -> storage.meters().save(Meter.of("after", "piece", 0)), Unavailable.Kind.OUTCOME_UNKNOWN);
                assertKind(transaction::commit, Unavailable.Kind.OUTCOME_UNKNOWN);
            }
            assertThat(has(storage, METER)).isFalse();
            assertThat(has(storage, Meter.of("after", "piece", 0))).isFalse();
            keep(storage, METER);
            assertThat(has(storage, METER)).isTrue();
        }
    }

    private static void assertKind(ThrowingCallable work, Unavailable.Kind kind) {
        assertThat(catchThrowableOfType(Unavailable.class, work).kind()).isEqualTo(kind);
    }

    private static void keep(Storage storage, Meter meter) {
        try (Transaction transaction = storage.transactions().begin()) {
            storage.meters().save(meter);
            transaction.commit();
        }
    }

    private static boolean has(Storage storage, Meter meter) {
        return storage.snapshots()
                .see(state -> storage.meters().find(meter.code()))
                .isPresent();
    }
}
