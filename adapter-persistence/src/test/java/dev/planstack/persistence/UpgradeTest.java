package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.HashChain;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of earlier versions, with data in them, are brought up to date when they are opened. */
class UpgradeTest {

    private static final Instant TEN = Instant.parse("2026-01-10T10:00:00Z");

    @TempDir
    Path folder;

    private String url;

    @BeforeEach
    void name() {
        url = "jdbc:sqlite:" + folder.resolve("planstack.db");
    }

    private void atVersion(String version) throws SQLException {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/sqlite")
                .target(version)
                .load()
                .migrate();
        sql("INSERT INTO installation (id, zone, settlement_delay, sandbox) VALUES (1, 'Z', 'PT1H', 0)");
        sql("INSERT INTO service_state (id, commit_seq, now) VALUES (1, 7, " + nanos(TEN) + ")");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private List<String> strings(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L;
    }

    private Storage open() {
        return Storage.open(
                new StorageLocation.InFile(folder.resolve("planstack.db")),
                new Storage.Settings(BillingCalendar.DEFAULT, false, TEN));
    }

    private void addAccount(String id) throws SQLException {
        sql("INSERT INTO account (id, name, currency, credit_limit, protection_duration, release_after, hard_stop,"
                + " created_at, balance, low_balance_armed, low_balance_fired, transactions, plans_bought, events)"
                + " VALUES ('" + id + "', 'Acme', 'USD', '0.00', 'P15D', 'P15D', '[]', " + nanos(TEN)
                + ", '5.00', 0, 0, 1, 0, 0)");
        sql("INSERT INTO txn (account, number, type, amount, balance_after, at, reference) VALUES ('" + id
                + "', 1, 'top-up', '5.00', '5.00', " + nanos(TEN) + ", NULL)");
    }

    private UsageRecord addRecord(String account, String id, Instant receivedAt, boolean voided) throws SQLException {
        sql("INSERT INTO usage (account, hour, occurred_at, id, meter, quantity, received_at, voided) VALUES ('"
                + account + "', " + nanos(TEN) + ", " + nanos(TEN) + ", '" + id + "', 'traffic.cn', '0.25', "
                + nanos(receivedAt) + ", " + (voided ? 1 : 0) + ")");
        return Samples.record(id, Samples.TRAFFIC, "0.25", TEN, receivedAt);
    }

    @Test
    void rows_written_before_there_was_a_chain_are_chained() throws Exception {
        atVersion("1");
        addAccount("acme");
        addAccount("other");
        UsageRecord second = addRecord("acme", "a", TEN.plusSeconds(2), false);
        UsageRecord first = addRecord("acme", "b", TEN.plusSeconds(1), true);
        Transaction topUp = new Transaction(
                1, TransactionType.TOP_UP, Money.of("5.00", "USD"), Money.of("5.00", "USD"), TEN, Optional.empty());
        HashChain chain = new HashChain(Link.start(Samples.account("acme")));
        List<String> expected =
                List.of(chain.accepted(first), chain.accepted(second), chain.voided(first), chain.posted(topUp))
                        .stream()
                        .map(entry -> entry.link().place() + " " + entry.link().hash())
                        .toList();

        Optional<BookSnapshot> kept;
        try (Storage storage = open()) {
            kept = storage.snapshots().see(state -> storage.accountBooks().load(Samples.account("acme"), TEN));
        }

        assertThat(kept.orElseThrow().chain()).isEqualTo(chain.head());
        assertThat(strings("SELECT place || ' ' || lower(hex(hash)) FROM usage WHERE account = 'acme'"
                        + " UNION ALL SELECT void_place || ' ' || lower(hex(void_hash)) FROM usage"
                        + " WHERE void_place IS NOT NULL UNION ALL SELECT place || ' ' || lower(hex(hash)) FROM txn"
                        + " WHERE account = 'acme' ORDER BY 1"))
                .isEqualTo(expected);
        HashChain other = new HashChain(Link.start(Samples.account("other")));
        assertThat(strings("SELECT lower(hex(chain_hash)) FROM account WHERE id = 'other'"))
                .containsExactly(other.posted(topUp).link().hash().toString());
    }

    @Test
    void an_export_shows_a_database_as_an_upgrade_would_leave_it_and_leaves_it_alone() throws Exception {
        atVersion("1");
        addAccount("acme");
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        WholeDatabase.at(new StorageLocation.InFile(folder.resolve("planstack.db")))
                .exportTo(before, OptionalLong.empty());
        assertThat(strings("SELECT max(version) FROM flyway_schema_history")).containsExactly("001");
        open().close();
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        WholeDatabase.at(new StorageLocation.InFile(folder.resolve("planstack.db")))
                .exportTo(after, OptionalLong.empty());
        assertThat(before.toString(StandardCharsets.UTF_8))
                .contains("\"chainLength\":1")
                .isEqualTo(after.toString(StandardCharsets.UTF_8));
    }
}
