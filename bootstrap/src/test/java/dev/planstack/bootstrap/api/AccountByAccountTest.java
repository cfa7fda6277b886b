package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it takes to spread accounts over servers: every table that grows has the account as the first column of its keys, and
 * every piece of work, asked for or due, writes to one account. What is asked for waits for no other account: all others are held
 * by somebody else meanwhile. Pieces of work share commits only to be faster; here they do not.
 */
class AccountByAccountTest {

    /** What the operator sets up, for all accounts; it may be on every server. All other tables grow. */
    private static final Set<String> SMALL = Set.of(
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

    private static final String GROWING = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
            + " AND relnamespace = 'public'::regnamespace AND NOT relname = ANY (?) ORDER BY relname";

    private static final String KEYS = "SELECT i.indrelid::regclass, x.relname, a.attname, i.indisprimary"
            + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid"
            + " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            + " WHERE i.indisunique AND i.indrelid::regclass::text = ANY (?)";

    private static final String FOREIGN_KEYS =
            "SELECT f.conrelid::regclass, a.attname, f.confrelid::regclass, b.attname"
                    + " FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]"
                    + " JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1] WHERE f.contype = 'f'"
                    + " AND (f.conrelid::regclass::text = ANY (?) OR f.confrelid::regclass::text = ANY (?))";

    private static final String NOTE = "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF NOT TG_OP = 'DELETE' THEN"
            + " INSERT INTO noted VALUES (pg_current_xact_id(), TG_TABLE_NAME, to_jsonb(NEW) ->> TG_ARGV[0]); END IF;"
            + " IF NOT TG_OP = 'INSERT' THEN"
            + " INSERT INTO noted VALUES (pg_current_xact_id(), TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0]); END IF;"
            + " RETURN NULL; END $$";

    private static final int LENGTH = 160;

    @TempDir
    Path folder;

    private final Database database = PostgresServer.shared().newDatabase();
    private final Map<String, Connection> holders = new TreeMap<>();
    private RunningService service;
    private Connection looking;

    @BeforeEach
    void start() throws SQLException {
        service = RunningService.sandbox(database, folder.resolve("license-key.json"), RandomStory.START.toString(), 1);
        looking = database.connect();
        for (String account : RandomStory.ACCOUNTS) {
            Connection holder = database.connect();
            holder.setAutoCommit(false);
            holders.put(account, holder);
        }
    }

    @AfterEach
    void stop() throws SQLException {
        for (Connection holder : holders.values()) {
            holder.close();
        }
        looking.close();
        service.close();
    }

    @Test
    void tables_that_grow_have_the_account_as_the_first_column_of_their_keys() throws SQLException {
        List<String> growing = growing();
        assertThat(growing).contains("account", "usage", "slice", "txn", "event");
        String[] tables = growing.toArray(String[]::new);
        List<String> withPrimaryKey = new ArrayList<>();
        for (List<String> key : rows(KEYS, tables)) {
            assertThat(key.get(2)).as("first column of %s", key.get(1)).isEqualTo(owner(key.get(0)));
            if (key.get(3).equals("t")) {
                withPrimaryKey.add(key.get(0));
            }
        }
        assertThat(withPrimaryKey).containsExactlyInAnyOrderElementsOf(growing);
        List<List<String>> foreignKeys = rows(FOREIGN_KEYS, tables, tables);
        assertThat(foreignKeys).hasSizeGreaterThan(5);
        for (List<String> key : foreignKeys) {
            assertThat(growing).as("foreign key %s", key).contains(key.get(0), key.get(2));
            assertThat(List.of(key.get(1), key.get(3)))
                    .as("foreign key %s", key)
                    .isEqualTo(List.of(owner(key.get(0)), owner(key.get(2))));
        }
    }

    @Test
    void every_piece_of_work_writes_to_one_account_while_others_hold_all_others() throws SQLException {
        List<String> growing = growing();
        execute("CREATE TABLE noted (transaction XID8 NOT NULL, place TEXT NOT NULL, account TEXT NOT NULL)");
        execute(NOTE);
        for (String table : growing) {
            execute("CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON " + table
                    + " FOR EACH ROW EXECUTE FUNCTION note('" + owner(table) + "')");
        }

        play();

        List<List<String>> transactions = rows("SELECT transaction, min(account), string_agg(DISTINCT account || ' in '"
                + " || place, ', ') FROM noted GROUP BY transaction HAVING count(DISTINCT account) > 1");
        assertThat(transactions)
                .as("transactions that touched more than one account")
                .isEmpty();
        assertThat(rows("SELECT DISTINCT place FROM noted"))
                .as("the story has something of everything to write")
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(growing);
        assertThat(rows("SELECT DISTINCT account FROM noted"))
                .extracting(row -> row.get(0))
                .containsAll(RandomStory.ACCOUNTS);
    }

    private void play() throws SQLException {
        ApiClient client = service.client();
        Instant now = RandomStory.START;
        for (RandomStory.Step step : RandomStory.of(1, LENGTH).stream()
                .flatMap(RandomStory.Step::byAccount)
                .toList()) {
            if (step.at().isAfter(now)) {
                now = step.at();
                client.clock(now.toString());
            }
            send(client, step.account().orElse(""), step.method(), step.path(), step.json(), Map.of());
        }
        for (String account : RandomStory.ACCOUNTS) {
            send(
                    client,
                    account,
                    "PUT",
                    "/v1/accounts/" + account + "/applications/app",
                    "{\"name\": \"App\"," + " \"domain\": \"example.com\"}",
                    Map.of());
            send(
                    client,
                    account,
                    "POST",
                    "/v1/accounts/" + account + "/top-ups",
                    "{\"amount\": \"1.00\"}",
                    Map.of("Idempotency-Key", "once"));
        }
        client.clock(now.plus(Duration.ofDays(15)).toString());
    }

    /** Sends a request while all accounts but the one that it is about are held. */
    private void send(
            ApiClient client, String account, String method, String path, String body, Map<String, String> headers)
            throws SQLException {
        for (String other : RandomStory.ACCOUNTS) {
            if (!other.equals(account)) {
                hold(other);
            }
        }
        Answer answer = client.sendJson(method, path, body, headers);
        assertThat(answer.status()).isLessThan(500);
        letGo();
    }

    private void hold(String account) throws SQLException {
        try (PreparedStatement statement =
                holders.get(account).prepareStatement("SELECT id FROM account WHERE id = ? FOR UPDATE")) {
            statement.setString(1, account);
            statement.executeQuery().close();
        }
    }

    private void letGo() throws SQLException {
        for (Connection holder : holders.values()) {
            holder.rollback();
        }
    }

    private List<String> growing() throws SQLException {
        return rows(GROWING, SMALL.toArray(String[]::new)).stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static String owner(String table) {
        return table.equals("account") ? "id" : "account";
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = looking.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<List<String>> rows(String sql, String[]... lists) throws SQLException {
        try (PreparedStatement statement = looking.prepareStatement(sql)) {
            for (int i = 0; i < lists.length; i++) {
                statement.setArray(i + 1, looking.createArrayOf("text", lists[i]));
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }
}
