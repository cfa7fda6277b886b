package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.api.Answer;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever becomes of PostgreSQL and the connections to it does no harm: what cannot be done now is answered with 503, the process goes on
 * by itself, and what was acknowledged is there once. More rounds with {@code -Dplanstack.faults.rounds=100}.
 */
class PostgresFaultsIT {

    private static final int ROUNDS = Integer.getInteger("planstack.faults.rounds", 3);

    /** Far more than a bounded number of times takes. */
    private static final int TIMES = 30;

    /** Less than a lock is waited for twice. */
    private static final int BOUND_SECONDS = 28;

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static Database database;
    private static PostgresProxy proxy;
    private static PlanstackProcess service;
    private static ApiClient client;

    private static int accounts;
    private String account;

    @BeforeAll
    static void start() throws Exception {
        // long enough for a test to close the circle before whoever waited first looks for one
        server = PostgresServer.start("deadlock_timeout = 2s");
        server.execute("GRANT SET ON PARAMETER deadlock_timeout TO " + PostgresServer.USER);
        database = server.newDatabase();
        proxy = new PostgresProxy(server.port());
        service = sandbox(database);
        client = service.client();
        client.meter("m", "GB", 3, "1");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(service.hasEnded()).as(service.output()).isFalse();
        service.close();
        proxy.close();
        assertThat(Exports.complaints(database.url())).isEmpty();
        server.close();
    }

    @BeforeEach
    void open() {
        account = "a" + accounts++;
        client.account(account, "0");
        client.account("b" + account, "0");
    }

    @AfterEach
    void heal() throws SQLException {
        proxy.loseNext(null);
        sql("DROP TRIGGER IF EXISTS fault ON service_state");
    }

    /** Reaches its database by way of the proxy. */
    private static PlanstackProcess sandbox(Database database) {
        return PlanstackProcess.sandbox(folder, "--database", database.url(proxy.port()), "--clock", Load.NOON);
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = database.connect();
                Statement executed = connection.createStatement()) {
            boolean unused = executed.execute(statement);
        }
    }

    private Answer topUp(String idempotencyKey) {
        return client.post("/v1/accounts/" + account + "/top-ups", "{'amount': '5.00'}", idempotencyKey);
    }

    private String balance() {
        return client.get("/v1/accounts/" + account).expect(200).at("/balance");
    }

    @Test
    void under_load_with_restarts_and_cuts_and_lost_commits_it_goes_on_by_itself() throws Exception {
        SplittableRandom random = new SplittableRandom(20260110);
        Database loaded = server.newDatabase();
        try (PlanstackProcess process = sandbox(loaded)) {
            Load.prepare(process.client());
            Load load = new Load(process.client());
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    load.awaitAcknowledged(random.nextInt(1, 100));
                    server.stopImmediately();
                    assertThat(process.client()
                                    .get("/v1/accounts/a0")
                                    .expect(503)
                                    .mediaType())
                            .isEqualTo("application/problem+json");
                    process.client().get("/health/live").expect(200);
                    server.startAgain();
                    load.awaitAcknowledged(random.nextInt(1, 100));
                    proxy.cut();
                    for (PostgresProxy.Loss loss : PostgresProxy.Loss.values()) {
                        load.awaitAcknowledged(random.nextInt(1, 100));
                        int before = proxy.lost();
                        proxy.loseNext(loss);
                        load.await(() -> proxy.lost() > before);
                    }
                }
                load.awaitAcknowledged(20);
                load.end();
                assertThat(load.problems()).contains("outcome-unknown");
                assertThat(process.hasEnded()).as(process.output()).isFalse();
                Exports.assertSound(loaded.url(), load.ledger());
                assertLossIsSeen(loaded, load.ledger());
            } finally {
                load.abandon();
            }
        }
    }

    /** The control: what disappears behind its back is missed. */
    private static void assertLossIsSeen(Database loaded, Ledger ledger) throws SQLException {
        try (Connection connection = loaded.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("WITH one AS (SELECT account, id FROM usage LIMIT 1),"
                            + " cut AS (DELETE FROM slice s USING one WHERE s.account = one.account AND s.record = one.id)"
                            + " DELETE FROM usage u USING one WHERE u.account = one.account AND u.id = one.id"))
                    .isEqualTo(1);
        }
        assertThat(ledger.faults(Exports.of(loaded.url()))).hasSize(1);
        assertThat(Exports.complaints(loaded.url())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"THE_COMMIT, 5.00, 5.00", "ITS_ANSWER, 5.00, 10.00"})
    void what_is_known_of_a_lost_commit(PostgresProxy.Loss loss, String withKey, String without) {
        proxy.loseNext(loss);
        Answer unknown = topUp("key");
        assertThat(unknown.expect(503).problem()).isEqualTo("outcome-unknown");
        topUp("key").expect(201);
        assertThat(balance()).isEqualTo(withKey);

        // the control: it is the key that makes the difference
        String path = "/v1/accounts/b" + account;
        proxy.loseNext(loss);
        client.post(path + "/top-ups", "{'amount': '5.00'}").expect(503);
        client.post(path + "/top-ups", "{'amount': '5.00'}").expect(201);
        assertThat(client.get(path).at("/balance")).isEqualTo(without);
    }

    /** Has the server refuse so many of the next commits. */
    private static void fail(String state, int times) throws SQLException {
        sql("CREATE SEQUENCE IF NOT EXISTS faults");
        sql("ALTER SEQUENCE faults RESTART");
        sql("CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF nextval('faults') <= " + times + " THEN RAISE EXCEPTION 'on purpose' USING ERRCODE = '" + state
                + "'; END IF; RETURN NEW; END $$");
        sql("CREATE TRIGGER fault BEFORE UPDATE ON service_state FOR EACH ROW EXECUTE FUNCTION fault()");
    }

    private static int faults() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT last_value FROM faults")) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"40P01", "40001"})
    void what_collided_is_tried_again_and_not_for_ever(String state) throws Exception {
        fail(state, 2);
        topUp("twice").expect(201);
        assertThat(faults()).isEqualTo(3);
        sql("DROP TRIGGER fault ON service_state");

        fail(state, Integer.MAX_VALUE);
        topUp("always").expect(503);
        assertThat(faults()).isBetween(3, TIMES);
        sql("DROP TRIGGER fault ON service_state");
        topUp("always").expect(201);
        assertThat(balance()).isEqualTo("10.00");
    }

    @Test
    void no_room_is_told_and_writing_goes_on_when_there_is_some() throws Exception {
        fail("53100", Integer.MAX_VALUE);
        assertThat(topUp("key").expect(503).problem()).isEqualTo("storage-full");
        sql("DROP TRIGGER fault ON service_state");
        topUp("key").expect(201);
        assertThat(balance()).isEqualTo("5.00");
    }

    /** Waits until something of the service waits for a lock. */
    private static void awaitWaiting() throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        while (server.query("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name()
                        + "' AND wait_event_type = 'Lock'")
                .equals("0")) {
            assertThat(System.nanoTime() - deadline).as("nothing waits").isNegative();
            Thread.onSpinWait();
        }
    }

    private static void lock(Statement statement, String id) throws SQLException {
        boolean unused = statement.execute("SELECT 1 FROM account WHERE id = '" + id + "' FOR UPDATE");
    }

    private CompletableFuture<Answer> usageOfBoth(String id) {
        String body = "[" + ApiClient.record(account, id, "m", "1", Load.NOON) + ","
                + ApiClient.record("b" + account, id, "m", "1", Load.NOON) + "]";
        return CompletableFuture.supplyAsync(() -> client.post("/v1/usage", body));
    }

    private static Answer answered(CompletableFuture<Answer> answer) {
        assertThat(answer)
                .as(() -> service.output() + "\n" + server.log())
                .succeedsWithin(Duration.ofSeconds(BOUND_SECONDS));
        return answer.join();
    }

    @Test
    void a_deadlock_with_who_locks_the_other_way_round_is_resolved() throws Exception {
        long before = Long.parseLong(server.query(deadlocks()));
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // the one that gives in is the service
            boolean unused = statement.execute("SET deadlock_timeout = '60s'");
            lock(statement, "b" + account);
            CompletableFuture<Answer> answer = usageOfBoth("r1");
            awaitWaiting();
            lock(statement, account);
            other.rollback();
            answered(answer).expect(200);
        }
        assertThat(client.get("/v1/accounts/" + account).at("/accrued")).isEqualTo("1.00");
        assertThat(Long.parseLong(server.query(deadlocks()))).isGreaterThan(before);
    }

    private static String deadlocks() {
        return "SELECT deadlocks FROM pg_stat_database WHERE datname = '" + database.name() + "'";
    }

    @Test
    void who_holds_a_lock_for_ever_does_not_make_anyone_wait_for_ever() throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            lock(statement, account);
            assertThat(answered(usageOfBoth("r1")).expect(503).problem()).isEqualTo("overloaded");
            other.rollback();
        }
        answered(usageOfBoth("r1")).expect(200);
        assertThat(client.get("/v1/accounts/" + account).at("/accrued")).isEqualTo("1.00");
    }
}
