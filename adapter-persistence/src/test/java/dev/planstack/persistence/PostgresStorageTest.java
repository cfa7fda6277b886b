package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.postgres.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is particular to storage in PostgreSQL: other processes, lost connections, what is refused. */
class PostgresStorageTest {

    private static final PostgresServer SERVER = PostgresServer.shared();

    private static Storage open(StorageLocation location) {
        return Storage.open(location, new Storage.Settings(BillingCalendar.DEFAULT, false, Ports.START));
    }

    private static Storage open(PostgresServer.Database database) {
        return open(PostgresDatabases.location(database));
    }

    private static void assertRefused(ThrowingCallable work, String... parts) {
        assertThatThrownBy(work)
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContainingAny("secret", "wrong", "jdbc:");
    }

    private static List<String> strings(PostgresServer.Database database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    private static void cutConnections(PostgresServer.Database database) {
        String unused =
                SERVER.query("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = '"
                        + database.name() + "'");
    }

    @Test
    void what_cannot_be_connected_to_is_refused_with_the_way_out() {
        PostgresServer.Database database = SERVER.newDatabase();
        String address = database.url();
        assertRefused(
                () -> open(PostgresDatabases.location(address.replace("secret", "wrong"))),
                "does not let the user \"planstack\" into the database",
                "PLANSTACK_DATABASE_PASSWORD");
        assertRefused(
                () -> open(PostgresDatabases.location(address.replace(database.name(), "nowhere"))),
                "There is no database \"nowhere\"",
                "CREATE DATABASE");
        assertRefused(
                () -> open(PostgresDatabases.location("postgresql://planstack:secret@127.0.0.1:1/planstack")),
                "127.0.0.1:1 cannot be reached",
                "Check that it runs");
        assertRefused(() -> open(PostgresDatabases.location(address + "?sslMood=good")), "the parameter \"sslMood\"");
    }

    @Test
    void who_may_not_create_tables_is_told_so() {
        PostgresServer.Database database = SERVER.newDatabase();
        SERVER.execute("ALTER DATABASE " + database.name() + " OWNER TO postgres");
        assertRefused(
                () -> open(database), "does not let the user \"planstack\" do what Planstack needs", "GRANT CREATE");
    }

    @Test
    void a_database_that_cannot_hold_every_name_is_refused() {
        SERVER.execute("CREATE DATABASE latin OWNER planstack ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc"
                + " LOCALE 'C'");
        assertRefused(
                () -> open(new PostgresServer.Database(SERVER.port(), "latin")),
                "keeps text as LATIN1",
                "ENCODING 'UTF8'");
    }

    @Test
    void a_database_of_a_newer_version_is_refused() {
        PostgresServer.Database database = PostgresDatabases.fresh();
        PostgresDatabases.execute(
                database,
                "INSERT INTO flyway_schema_history VALUES (1000, '1000', 'tomorrow', 'SQL', 'V1000__tomorrow.sql', 1,"
                        + " 'planstack', now(), 1, true)");
        assertRefused(() -> open(database), "was written by a newer version of Planstack", "1000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://u:p%40ss@db:5433/plan?sslmode=require | postgresql://u@db:5433/plan",
                "postgresql:///plan                                 | postgresql://localhost/plan",
                "postgres://u@one:1,two:2/plan                      | postgresql://u@one:1,two:2/plan",
                "postgresql.db                                      | postgresql.db",
                "/var/lib/plan.db                                   | /var/lib/plan.db"
            })
    void an_address_shows_no_password(String text, String shown) {
        assertThat(StorageLocation.parse(text, Map.of("PGPASSWORD", "secret")).orThrow())
                .hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql:plan                         | must be the path of a SQLite file, or a database of PostgreSQL",
                "postgresql://u:p@db                     | postgresql://user:password@host:port/name",
                "postgresql://u:%zz@db/plan              | as %3A, %2F",
                "postgresql://db/plan?sslmode            | must have parameters such as",
                "postgresql://db/plan?password=p         | before the @"
            })
    void an_address_that_is_none_is_refused(String text, String fault) {
        assertThatThrownBy(() -> StorageLocation.parse(text, Map.of()).orThrow())
                .hasMessageContaining(fault);
    }

    @Test
    void the_password_can_come_from_the_environment() {
        PostgresServer.Database database = PostgresDatabases.fresh();
        String without = database.url().replace(":secret@", "@");
        assertRefused(() -> open(PostgresDatabases.location(without)), "does not let the user");
        for (String name : List.of("PGPASSWORD", "PLANSTACK_DATABASE_PASSWORD")) {
            open(StorageLocation.parse(without, Map.of(name, "secret")).orThrow())
                    .close();
        }
    }

    @Test
    void a_backup_is_left_to_the_tools_that_there_are() {
        WholeDatabase whole = WholeDatabase.at(PostgresDatabases.location(PostgresDatabases.fresh()));
        assertRefused(() -> whole.backup(Path.of("b.db")), "pg_dump", "pg_basebackup");
    }

    @Test
    void only_an_empty_database_is_filled_and_only_planstacks_is_read() throws IOException {
        PostgresServer.Database database = PostgresDatabases.fresh();
        try (Ports ports = Ports.at(PostgresDatabases.location(database), BillingCalendar.DEFAULT);
                Transaction transaction = ports.transactions().begin()) {
            ports.meters().save(Samples.METERS.get(Samples.TRAFFIC));
            transaction.commit();
        }
        WholeDatabase whole = WholeDatabase.at(PostgresDatabases.location(database));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        whole.exportTo(lines, OptionalLong.empty());
        assertRefused(() -> whole.importFrom(new ByteArrayInputStream(lines.toByteArray())), "is not empty");
        assertRefused(() -> whole.exportTo(lines, OptionalLong.of(6)), "is at commit 0");
        WholeDatabase other = WholeDatabase.at(PostgresDatabases.location(SERVER.newDatabase()));
        assertRefused(() -> other.exportTo(lines, OptionalLong.empty()), "is none of Planstack's");

        String broken = lines.toString(StandardCharsets.UTF_8).replace("\"GB\"", "null");
        assertRefused(
                () -> other.importFrom(new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8))),
                "Line 3 of the export cannot be stored",
                "Nothing was imported");
    }

    @Test
    void of_two_first_starts_at_once_one_makes_the_admin_key() {
        StorageLocation location = PostgresDatabases.location(PostgresDatabases.fresh());
        List<CompletableFuture<String>> starts = new ArrayList<>();
        for (String hash : List.of("one", "two", "three", "four")) {
            starts.add(CompletableFuture.supplyAsync(() -> {
                try (Storage storage = open(location)) {
                    return storage.keepAdminKeyHash(hash);
                }
            }));
        }
        List<String> kept = starts.stream().map(CompletableFuture::join).toList();
        assertThat(kept).containsOnly(kept.get(0));
        try (Storage storage = open(location)) {
            assertThat(storage.adminKeyHash()).contains(kept.get(0));
        }
    }

    @Test
    void a_connection_that_was_cut_while_nobody_used_it_is_replaced() {
        PostgresServer.Database database = PostgresDatabases.fresh();
        try (Ports ports = Ports.at(PostgresDatabases.location(database), BillingCalendar.DEFAULT)) {
            Supplier<Integer> webhooks =
                    () -> ports.snapshots().see(state -> ports.webhooks().count());
            assertThat(webhooks.get()).isZero();
            cutConnections(database);
            assertThat(webhooks.get()).isZero();
            try (Transaction transaction = ports.transactions().begin()) {
                transaction.commit();
            }
        }
    }

    @Test
    void what_was_cut_before_its_commit_is_not_kept_and_can_be_done_again() {
        PostgresServer.Database database = PostgresDatabases.fresh();
        try (Ports ports = Ports.at(PostgresDatabases.location(database), BillingCalendar.DEFAULT)) {
            try (Transaction transaction = ports.transactions().begin()) {
                assertThat(transaction.id()).isPositive();
                cutConnections(database);
                assertThat(catchThrowableOfType(
                                        Unavailable.class,
                                        () -> ports.meters().save(Samples.METERS.get(Samples.TRAFFIC)))
                                .kind())
                        .isEqualTo(Unavailable.Kind.NOT_KEPT);
            }
            try (Transaction transaction = ports.transactions().begin()) {
                ports.meters().save(Samples.METERS.get(Samples.TRAFFIC));
                cutConnections(database);
                assertThat(catchThrowableOfType(Unavailable.class, transaction::commit)
                                .kind())
                        .as("the commit may have been on its way")
                        .isEqualTo(Unavailable.Kind.OUTCOME_UNKNOWN);
            }
            try (Transaction transaction = ports.transactions().begin()) {
                ports.meters().save(Samples.METERS.get(Samples.TRAFFIC));
                transaction.commit();
            }
        }
    }

    @Test
    void an_account_belongs_to_one_process_at_a_time() {
        StorageLocation location = PostgresDatabases.location(PostgresDatabases.fresh());
        try (Ports one = Ports.at(location, BillingCalendar.DEFAULT);
                Ports other = Ports.at(location, BillingCalendar.DEFAULT)) {
            CompletableFuture<List<Long>> second;
            long first;
            try (Transaction transaction = one.transactions().begin()) {
                first = transaction.id();
                // it does not exist yet, and is claimed all the same
                assertThat(one.books().claim(List.of(Story.ACME))).isEmpty();
                new Story(one, Story.ACME, 0).topUp("1.00");
                second = CompletableFuture.supplyAsync(() -> changedBy(other));
                waitUntilSomebodyWaits(second);
                assertThat(second).isNotDone();
                assertThat(one.states().advance(2, false, Ports.START).commit()).isEqualTo(2);
                transaction.commit();
            }
            assertThat(second.join()).containsExactly(first);
        }
    }

    private static List<Long> changedBy(Ports ports) {
        try (Transaction transaction = ports.transactions().begin()) {
            assertThat(transaction.id()).isPositive();
            return ports.books().claim(Collections.singleton(Story.ACME)).stream()
                    .map(claim -> claim.changedBy())
                    .toList();
        }
    }

    private static void waitUntilSomebodyWaits(CompletableFuture<?> instead) {
        while (!instead.isDone()
                && SERVER.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                        .equals("0")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void due_work_that_another_process_does_is_left_out() {
        StorageLocation location = PostgresDatabases.location(PostgresDatabases.fresh());
        try (Ports one = Ports.at(location, BillingCalendar.DEFAULT);
                Ports other = Ports.at(location, BillingCalendar.DEFAULT)) {
            try (Transaction transaction = one.transactions().begin()) {
                for (String id : List.of("a", "b")) {
                    Story story = new Story(one, Samples.account(id), 0);
                    story.use("r", Samples.TRAFFIC, "2", "2026-01-10T10:20:00Z");
                }
                assertThat(one.states().advance(4, false, Ports.START).commit()).isEqualTo(4);
                transaction.commit();
            }
            try (Transaction transaction = one.transactions().begin()) {
                assertThat(one.books().claimDue(Ports.START.plusSeconds(99_999), 1))
                        .hasSize(1);
                CompletableFuture<List<String>> left = CompletableFuture.supplyAsync(() -> {
                    try (Transaction mine = other.transactions().begin()) {
                        assertThat(mine.id()).isNotEqualTo(transaction.id());
                        return other.books().claimDue(Ports.START.plusSeconds(99_999), 9).stream()
                                .map(claim -> claim.account().value())
                                .toList();
                    }
                });
                assertThat(left.join()).containsExactly("b");
            }
        }
    }

    @Test
    void what_is_accepted_and_voided_in_one_transaction_is_voided() {
        StorageLocation location = PostgresDatabases.location(PostgresDatabases.fresh());
        try (Ports ports = Ports.at(location, BillingCalendar.DEFAULT)) {
            try (Transaction transaction = ports.transactions().begin()) {
                // nothing is read in between, so that both are written together
                UsageRecord record = Samples.record(
                        "gone", Samples.TRAFFIC, "2", Instant.parse("2026-01-10T10:20:00Z"), Ports.START);
                AccountBook book = AccountBook.open(
                        BillingCalendar.DEFAULT,
                        Samples.METERS,
                        Licensing.NONE,
                        (from, until) -> List.of(record),
                        Account.open(Story.ACME, AccountSettings.of("acme", Samples.USD), Ports.START),
                        Ports.START);
                assertThat(book.accept(List.of(record), Ports.START)).hasSize(1);
                ports.books().save(book.drainChanges(), 1);
                assertThat(book.voidRecord(record, Ports.START)).isNotNull();
                ports.books().save(book.drainChanges(), 2);
                assertThat(ports.states().advance(3, false, Ports.START).commit())
                        .isEqualTo(3);
                transaction.commit();
            }
            Optional<Boolean> voided = ports.snapshots()
                    .see(state -> ports.records().find(Story.ACME, List.of(new RecordId("gone"))).values().stream()
                            .map(stored -> stored.voided())
                            .findFirst());
            assertThat(voided).contains(true);
        }
    }

    /** Those that do not grow with the accounts; an account is found by its own id. */
    private static final List<String> NOT_OF_ACCOUNTS = List.of(
            "installation",
            "service_state",
            "meter",
            "meter_price",
            "plan_offering",
            "license_offering",
            "license_public_key",
            "webhook",
            "api_key",
            "flyway_schema_history");

    @Test
    void accounts_can_be_spread_over_servers() throws SQLException {
        PostgresServer.Database database = PostgresDatabases.fresh();
        // of each key and unique index its table and first column, of each foreign key that and what it refers to
        List<String> keys = strings(
                database,
                "SELECT c.relname || ' ' || a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
                        + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
                        + " WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace");
        List<String> references = strings(
                database,
                "SELECT c.relname || ' ' || a.attname || ' ' || fa.attname FROM pg_constraint k"
                        + " JOIN pg_class c ON c.oid = k.conrelid"
                        + " JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]"
                        + " JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = k.confkey[1]"
                        + " WHERE k.contype = 'f'");
        List<String> tables = strings(
                database, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        assertThat(tables).containsAll(NOT_OF_ACCOUNTS).hasSizeGreaterThan(NOT_OF_ACCOUNTS.size() + 10);
        for (String table : tables) {
            if (!NOT_OF_ACCOUNTS.contains(table)) {
                String key = table + (table.equals("account") ? " id" : " account");
                assertThat(keys).as(table).contains(key);
                assertThat(keys).filteredOn(k -> k.startsWith(table + " ")).containsOnly(key);
                assertThat(references)
                        .filteredOn(r -> r.startsWith(table + " "))
                        .allMatch(r -> r.equals(table + " account id") || r.equals(table + " account account"));
            }
        }
        assertThat(references).filteredOn(r -> r.startsWith("api_key ")).isEmpty();
    }
}
