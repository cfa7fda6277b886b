package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.shared.Dialect;
import dev.planstack.persistence.shared.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file as a whole: backups, exports and imports, and what they refuse. */
class SqliteFileTest {

    @TempDir
    Path folder;

    private Path database;
    private WholeDatabase file;

    @BeforeEach
    void fill() {
        database = folder.resolve("planstack.db");
        file = WholeDatabase.at(new StorageLocation.InFile(database));
        try (Storage storage = open(database)) {
            Ports ports = Ports.of(storage);
            try (Transaction transaction = storage.transactions().begin()) {
                storage.meters().save(Samples.METERS.get(Samples.TRAFFIC));
                storage.meters().save(Samples.METERS.get(Samples.TRANSCODE));
                new Story(ports, Story.ACME, 0).tellAll();
                assertThat(storage.serviceStates()
                                .advance(7, false, Ports.START)
                                .commit())
                        .isEqualTo(7);
                transaction.commit();
            }
        }
    }

    private static Storage open(Path file) {
        return Storage.open(
                new StorageLocation.InFile(file), new Storage.Settings(BillingCalendar.DEFAULT, false, Ports.START));
    }

    private static Optional<BookSnapshot> book(Storage storage) {
        return storage.snapshots().see(state -> storage.accountBooks().loadWhole(Story.ACME));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private static String export(WholeDatabase from) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        from.exportTo(lines, OptionalLong.empty());
        return lines.toString(StandardCharsets.UTF_8);
    }

    private Path fill(String name, String export) throws IOException {
        Path filled = folder.resolve(name);
        WholeDatabase.at(new StorageLocation.InFile(filled))
                .importFrom(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)));
        return filled;
    }

    private static void assertRefused(ThrowingCallable work, String... parts) {
        assertThatThrownBy(work).isInstanceOf(StorageRefusedException.class).hasMessageContainingAll(parts);
    }

    @Test
    void an_export_imported_is_exported_the_same_and_can_be_opened() throws Exception {
        String export = export(file);
        Path moved = fill("moved.db", export);
        assertThat(export(WholeDatabase.at(new StorageLocation.InFile(moved)))).isEqualTo(export);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(moved)))
                .isEqualTo("rw-------");
        try (Storage before = open(database);
                Storage after = open(moved)) {
            assertThat(book(after)).isEqualTo(book(before)).isPresent();
            long commit = after.snapshots().see(ServiceState::commit);
            assertThat(commit).isEqualTo(7);
        }
    }

    @Test
    void an_export_says_what_it_is_line_by_line_and_where_it_ends() throws Exception {
        String export = export(file);
        assertThat(export.lines().findFirst().orElseThrow())
                .isEqualTo("{\"kind\":\"installation\",\"zone\":\"Z\",\"settlementDelay\":\"PT1H\",\"sandbox\":false,"
                        + "\"adminKeyHash\":null}");
        assertThat(export.lines().skip(1).findFirst().orElseThrow()).startsWith("{\"kind\":\"clock\",\"commit\":7,");
        assertThat(export)
                .contains("\"tiers\":[{\"upTo\":\"10\",\"unitPrice\":\"0.3333\"}")
                .endsWith("{\"kind\":\"end\",\"lines\":" + export.lines().count() + "}\n");
    }

    @Test
    void every_column_of_every_table_is_told_of_by_some_kind() throws Exception {
        List<String> inserts = WholeDatabase.kinds(Dialect.SQLITE).stream()
                .flatMap(Kind::all)
                .map(Kind::insert)
                .toList();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet column = statement.executeQuery("SELECT t.name, c.name FROM sqlite_schema t,"
                        + " pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name <> 'flyway_schema_history'"
                        + " AND t.name NOT LIKE 'sqlite_%'"
                        // matters to running processes alone
                        + " AND NOT (t.name = 'service_state' AND c.name = 'catalog')"
                        + " AND NOT (t.name = 'webhook' AND c.name LIKE 'lease%')")) {
            int columns = 0;
            while (column.next()) {
                Pattern told = Pattern.compile("INSERT INTO " + column.getString(1) + " \\((.*, )?"
                        + column.getString(2) + "(,.*)?\\) VALUES .*");
                assertThat(inserts)
                        .as(column.getString(1) + "." + column.getString(2))
                        .anyMatch(insert -> told.matcher(insert).matches());
                columns++;
            }
            assertThat(columns).isGreaterThan(100);
        }
    }

    @Test
    void exports_and_backups_work_while_it_is_in_use_and_leave_nothing_behind() throws Exception {
        String quiet = export(file);
        try (Storage storage = open(database);
                Transaction transaction = storage.transactions().begin()) {
            assertThat(storage.serviceStates().advance(1, false, Ports.START).commit())
                    .isEqualTo(8);
            assertThat(export(file)).isEqualTo(quiet);
            file.backup(folder.resolve("backup.db"));
            transaction.commit();
        }
        assertThat(export(WholeDatabase.at(new StorageLocation.InFile(folder.resolve("backup.db")))))
                .isEqualTo(quiet);
        assertThat(export(file)).isNotEqualTo(quiet);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("planstack.db", "planstack.db.lock", "backup.db");
        }
    }

    @Test
    void a_backup_is_for_its_owner_only_and_overwrites_nothing() throws Exception {
        Path backup = folder.resolve("backup.db");
        file.backup(backup);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        byte[] first = Files.readAllBytes(backup);
        assertRefused(() -> file.backup(backup), "is there already", "Name a new file");
        assertRefused(() -> file.backup(database), "is there already");
        assertThat(Files.readAllBytes(backup)).isEqualTo(first);
        assertRefused(() -> file.backup(folder.resolve("none").resolve("b.db")), "cannot be written");
    }

    @Test
    void only_the_commit_that_it_is_at_can_be_exported() throws Exception {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        file.exportTo(lines, OptionalLong.of(7));
        assertThat(lines.toString(StandardCharsets.UTF_8)).isEqualTo(export(file));
        assertThat(file.commit()).isEqualTo(7);
        assertRefused(
                () -> file.exportTo(new ByteArrayOutputStream(), OptionalLong.of(6)), "is at commit 7", "commit 6");
    }

    @Test
    void what_is_no_database_of_planstack_is_refused() throws Exception {
        Path other = folder.resolve("other.db");
        assertRefused(
                () -> export(WholeDatabase.at(new StorageLocation.InFile(other))),
                "There is no database",
                "--database");
        assertRefused(
                () -> WholeDatabase.at(new StorageLocation.InFile(other)).backup(folder.resolve("b.db")),
                "There is no database");
        assertThat(other).doesNotExist();
        Files.writeString(other, "nothing of the kind, ".repeat(100));
        assertRefused(() -> export(WholeDatabase.at(new StorageLocation.InFile(other))), "cannot be read");
        database = folder.resolve("empty.db");
        sql("CREATE TABLE t (i INTEGER)");
        assertRefused(
                () -> WholeDatabase.at(new StorageLocation.InFile(database)).backup(folder.resolve("b.db")),
                "cannot be read");
        assertThat(folder.resolve("b.db")).doesNotExist();
    }

    @Test
    void rows_that_belong_to_nothing_are_not_passed_over() throws Exception {
        sql("UPDATE slice SET record = 'gone' WHERE ordinal = 0");
        assertRefused(() -> export(file), "damaged", "of kind slice");
    }

    @Test
    void only_an_empty_database_is_filled() throws Exception {
        String export = export(file);
        byte[] before = Files.readAllBytes(database);
        assertRefused(() -> fill("planstack.db", export), "is not empty", "--database");
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        try (Storage inUse = open(folder.resolve("served.db"))) {
            assertThat(book(inUse)).isEmpty();
            assertRefused(() -> fill("served.db", export), "is in use by another process");
        }
        assertThat(export(WholeDatabase.at(new StorageLocation.InFile(fill("served.db", export)))))
                .isEqualTo(export);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no JSON                              | Line 5 of the export is not JSON",
                "{\"kind\":\"meter\"} {}              | Line 5 of the export is not JSON",
                "{\"kind\":\"meter\",\"kind\":\"x\"}  | Line 5 of the export is not JSON",
                "{\"kind\":\"moon\"}                  | Line 5 of the export has no known \"kind\"",
                "{\"kind\":\"meter\"}                 | Line 5 of the export must have these fields and no others: kind,"
                        + " code, name",
                "{\"kind\":\"mode\",\"account\":\"a\",\"meter\":\"m\",\"mood\":\"plan\"} | Line 5 of the export lacks"
                        + " \"mode\"",
                "{\"kind\":\"mode\",\"account\":\"a\",\"meter\":\"m\",\"mode\":1} | Line 5 of the export \"mode\" must be"
                        + " a string",
                "{\"kind\":\"month-use\",\"account\":\"a\",\"month\":\"May\",\"meter\":\"m\",\"payAsYouGo\":\"1\"} |"
                        + " Line 5 of the export \"month\" must be an RFC 3339 instant",
                "{\"kind\":\"month-use\",\"account\":\"a\",\"month\":\"2026-05-01T00:00:00Z\",\"meter\":\"m\","
                        + "\"payAsYouGo\":\"1e3\"} | Line 5 of the export \"payAsYouGo\" must be a decimal",
                "{\"kind\":\"mode\",\"account\":\"a\",\"meter\":\"m\",\"mode\":null} | Line 5 of the export cannot be"
                        + " stored",
                "{\"kind\":\"freeze\",\"account\":\"a\",\"plan\":\"p\",\"from\":\"x\",\"to\":null} | Line 5 of the export"
                        + " belongs to something that no line before it tells of",
                "{\"kind\":\"end\",\"lines\":5}       | stands after the end of the export",
                "{\"kind\":\"end\",\"lines\":6}       | Line 5 of the export ends an export of 6 lines"
            })
    void a_broken_line_is_named_and_nothing_is_kept(String line, String fault) throws Exception {
        StringBuilder broken = new StringBuilder();
        String[] lines = export(file).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            broken.append(i == 4 ? line + "\n" : "").append(lines[i]).append(i < lines.length - 1 ? "\n" : "");
        }
        assertRefused(() -> fill("broken.db", broken.toString()), fault, "Nothing was imported");
        assertThat(folder.resolve("broken.db")).doesNotExist();
    }

    @Test
    void a_file_that_was_cut_off_is_refused() throws Exception {
        String export = export(file);
        String cut = export.substring(0, export.lastIndexOf("{\"kind\":\"end\""));
        assertRefused(() -> fill("cut.db", cut), "without the line that ends an export");
        assertRefused(() -> fill("cut.db", ""), "ends after line 0");
        String headless = "{\"kind\":\"end\",\"lines\":1}\n";
        assertRefused(() -> fill("cut.db", headless), "lacks the lines \"installation\" and \"clock\"");
        assertThat(folder.resolve("cut.db")).doesNotExist();
    }

    @Test
    void an_empty_database_that_was_there_stays_as_it_was() throws Exception {
        open(folder.resolve("fresh.db")).close();
        String before = export(WholeDatabase.at(new StorageLocation.InFile(folder.resolve("fresh.db"))));
        assertRefused(() -> fill("fresh.db", export(file).replace("\"GB\"", "7")), "must be a string");
        assertThat(export(WholeDatabase.at(new StorageLocation.InFile(folder.resolve("fresh.db")))))
                .isEqualTo(before);
    }
}
