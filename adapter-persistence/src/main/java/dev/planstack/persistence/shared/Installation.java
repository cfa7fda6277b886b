package dev.planstack.persistence.shared;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.ServiceStates;
import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.domain.shared.BillingCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What holds for the database as a whole: what it was set up with, and the {@link ServiceState}. */
final class Installation implements ServiceStates {

    /** What the database was set up with. */
    static final Kind SETTINGS = Kind.of(
                    "installation",
                    "installation",
                    List.of(),
                    List.of("id"),
                    Field.text("zone"),
                    Field.text("settlement_delay"),
                    Field.flag("sandbox"),
                    Field.text("admin_key_hash"))
            .inserting("id", "1");

    /** How far it has come. */
    static final Kind CLOCK = Kind.of(
                    "clock",
                    "service_state",
                    List.of(),
                    List.of("id"),
                    Field.integer("commit_seq").named("commit"),
                    Field.instant("now"))
            .inserting("id", "1");

    /** What {@link #state(ResultSet, BillingCalendar)} reads. */
    static final String STATE = "SELECT commit_seq, catalog, now FROM service_state";

    private static final String KEY_HASH = "SELECT admin_key_hash FROM installation WHERE admin_key_hash IS NOT NULL";

    // time never goes back
    private static final String ADVANCE = "UPDATE service_state SET commit_seq = commit_seq + ?, catalog = catalog + ?,"
            + " now = CASE WHEN now < ? THEN ? ELSE now END RETURNING commit_seq, catalog, now";

    private final Sessions sessions;

    Installation(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Sets a fresh database up, unless another process did at the same time; refuses one that was set up otherwise. */
    static void settle(Handle handle, BillingCalendar calendar, boolean sandbox, Instant startAt) {
        handle.createUpdate("INSERT INTO installation (id, zone, settlement_delay, sandbox) VALUES (1, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind(0, calendar.zone().getId())
                .bind(1, calendar.settlementDelay().toString())
                .bind(2, sandbox)
                .execute();
        handle.createUpdate("INSERT INTO service_state (id, commit_seq, now) VALUES (1, 0, ?)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind(0, Columns.nanos(startAt))
                .execute();
        BillingCalendar kept = state(handle).calendar();
        // "UTC" and "Z" are one zone
        refuseUnless(
                kept.zone().normalized().equals(calendar.zone().normalized()),
                "billing zone",
                kept.zone(),
                calendar.zone());
        refuseUnless(
                kept.settlementDelay().equals(calendar.settlementDelay()),
                "settlement delay",
                kept.settlementDelay(),
                calendar.settlementDelay());
        boolean keptSandbox = handle.createQuery("SELECT sandbox FROM installation")
                .mapTo(Boolean.class)
                .one();
        refuseUnless(keptSandbox == sandbox, "sandbox", keptSandbox, sandbox);
    }

    private static void refuseUnless(boolean same, String what, Object kept, Object asked) {
        if (!same) {
            throw new StorageRefusedException("The database was set up with " + what + " " + kept + ", but " + asked
                    + " is configured, and it can never change. Configure " + kept + ", or use another database.");
        }
    }

    /** The state as a connection sees it that is kept for reading; the calendar never changes. */
    static ServiceState state(KeptConnection connection, BillingCalendar calendar) throws SQLException {
        try (ResultSet row = connection.prepared(STATE).executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("the database has no state");
            }
            return state(row, calendar);
        }
    }

    /** The state in a row that {@link #STATE} answers with. */
    static ServiceState state(ResultSet row, BillingCalendar calendar) throws SQLException {
        return new ServiceState(row.getLong(1), row.getLong(2), Columns.instant(row.getLong(3)), calendar);
    }

    static ServiceState state(Handle handle) {
        return handle.createQuery(
                        "SELECT s.commit_seq, s.catalog, s.now, i.zone, i.settlement_delay FROM service_state s"
                                + " JOIN installation i ON i.id = s.id")
                .map((row, c) -> new ServiceState(
                        row.getLong("commit_seq"),
                        row.getLong("catalog"),
                        Columns.instant(row, "now"),
                        new BillingCalendar(
                                ZoneId.of(row.getString("zone")), Duration.parse(row.getString("settlement_delay")))))
                .one();
    }

    @Override
    public ServiceState load() {
        return sessions.query(STATE, statement -> {}, row -> state(row, sessions.calendar()))
                .get(0);
    }

    @Override
    public ServiceState advance(long changes, boolean catalogChanged, Instant now) {
        return sessions.number(changes, () -> advanced(changes, catalogChanged, Columns.nanos(now)));
    }

    private ServiceState advanced(long changes, boolean catalogChanged, long now) {
        return sessions.query(
                        ADVANCE,
                        statement -> {
                            statement.setLong(1, changes);
                            statement.setLong(2, catalogChanged ? 1 : 0);
                            statement.setLong(3, now);
                            statement.setLong(4, now);
                        },
                        row -> state(row, sessions.calendar()))
                .get(0);
    }

    Optional<String> adminKeyHash() {
        return sessions.see(state -> sessions.read(
                handle -> handle.createQuery(KEY_HASH).mapTo(String.class).findOne()));
    }

    /** Saves the hash, unless one was kept before, and says which one is kept now. */
    String keepAdminKeyHash(String hash) {
        try (var transaction = sessions.begin()) {
            sessions.write(handle -> handle.createUpdate(
                            "UPDATE installation SET admin_key_hash = ? WHERE admin_key_hash IS NULL")
                    .bind(0, hash)
                    .execute());
            String kept = sessions.read(
                    handle -> handle.createQuery(KEY_HASH).mapTo(String.class).one());
            transaction.commit();
            return kept;
        }
    }

    void saveAdminKeyHash(String hash) {
        try (var transaction = sessions.begin()) {
            sessions.write(handle -> handle.createUpdate("UPDATE installation SET admin_key_hash = ?")
                    .bind(0, hash)
                    .execute());
            transaction.commit();
        }
    }
}
