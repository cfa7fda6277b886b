package dev.planstack.persistence.webhook;

import dev.planstack.application.shared.Page;
import dev.planstack.application.webhook.Webhook;
import dev.planstack.application.webhook.WebhookId;
import dev.planstack.application.webhook.WebhookStore;
import dev.planstack.domain.shared.EventType;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Cursors.Place;
import dev.planstack.persistence.shared.Pages;
import dev.planstack.persistence.shared.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Keeps webhooks, one row each. */
final class SqlWebhookStore implements WebhookStore {

    /** Commits are numbered from 1. */
    private static final Place START = new Place(0, 0);

    private static final String SAVE = "INSERT INTO webhook (id, url, types, secret, former_secret, former_until,"
            + " revision, cursor, failures, failing_since, next_attempt_at, last_error, disabled_reason)"
            + " VALUES (:id, :url, :types, :secret, :formerSecret, :formerUntil, :revision, :cursor, :failures,"
            + " :failingSince, :nextAttemptAt, :lastError, :disabledReason) ON CONFLICT (id) DO UPDATE"
            + " SET url = excluded.url, types = excluded.types, secret = excluded.secret,"
            + " former_secret = excluded.former_secret, former_until = excluded.former_until,"
            + " revision = excluded.revision, cursor = excluded.cursor, failures = excluded.failures,"
            + " failing_since = excluded.failing_since, next_attempt_at = excluded.next_attempt_at,"
            + " last_error = excluded.last_error, disabled_reason = excluded.disabled_reason";

    private static final String LEASE =
            "UPDATE webhook SET lease_process = :process, lease_until = :until WHERE id = :id"
                    + " AND (lease_process IS NULL OR lease_process = :process OR lease_until <= :now)";

    private final Sessions sessions;

    SqlWebhookStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return sessions.readWritten(handle -> handle.createQuery("SELECT * FROM webhook WHERE id = :id")
                .bind("id", id.value())
                .map((row, c) -> WebhookRow.read(row))
                .findOne());
    }

    @Override
    public Page<Webhook> list(Page.Request page) {
        return Pages.byKey(
                sessions,
                "SELECT * FROM webhook WHERE id > :after ORDER BY id LIMIT :limit",
                page,
                (row, c) -> WebhookRow.read(row),
                webhook -> webhook.id().value());
    }

    @Override
    public int count() {
        return sessions.readWritten(handle -> handle.createQuery("SELECT count(*) FROM webhook")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void save(Webhook webhook) {
        sessions.write(handle ->
                handle.createUpdate(SAVE).bindMap(WebhookRow.columns(webhook)).execute());
    }

    @Override
    public void delete(WebhookId id) {
        sessions.write(handle -> handle.createUpdate("DELETE FROM webhook WHERE id = :id")
                .bind("id", id.value())
                .execute());
    }

    @Override
    public boolean lease(WebhookId id, String process, Instant now, Instant until) {
        sessions.requireWriting();
        int leased = sessions.readWritten(handle -> handle.createUpdate(LEASE)
                .bind("id", id.value())
                .bind("process", process)
                .bind("now", Columns.nanos(now))
                .bind("until", Columns.nanos(until))
                .execute());
        return leased == 1;
    }

    @Override
    public String endOfFeed() {
        return sessions.read(handle -> first(handle.createQuery(
                        "SELECT commit_seq, ordinal FROM event ORDER BY commit_seq DESC, ordinal DESC" + " LIMIT 1"))
                .orElse(START)
                .text());
    }

    @Override
    public String placeBefore(Instant instant) {
        return sessions.read(handle -> first(handle.createQuery("SELECT commit_seq, ordinal FROM event WHERE at >= :at"
                                + " ORDER BY commit_seq, ordinal LIMIT 1")
                        .bind("at", Columns.nanos(instant)))
                .map(place -> before(handle, place).orElse(START).text())
                .orElseGet(this::endOfFeed));
    }

    private static Optional<Place> before(Handle handle, Place place) {
        return first(handle.createQuery("SELECT commit_seq, ordinal FROM event"
                        + " WHERE (commit_seq, ordinal) < (:commit, :ordinal)"
                        + " ORDER BY commit_seq DESC, ordinal DESC LIMIT 1")
                .bind("commit", place.commit())
                .bind("ordinal", place.ordinal()));
    }

    private static Optional<Place> first(Query query) {
        return query.map((row, c) -> new Place(row.getLong("commit_seq"), row.getInt("ordinal")))
                .findOne();
    }

    @Override
    public boolean isPlace(String cursor) {
        Place place;
        try {
            place = Place.parse(cursor);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return place.equals(START)
                || sessions.read(handle -> handle.createQuery(
                                "SELECT 1 FROM event WHERE commit_seq = :commit AND ordinal = :ordinal")
                        .bind("commit", place.commit())
                        .bind("ordinal", place.ordinal())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    @Override
    public int countAfter(String cursor, List<EventType> types, int max) {
        Place place = Place.parse(cursor);
        String ofTypes = types.isEmpty() ? "" : " AND type IN (<types>)";
        return sessions.read(handle -> {
            Query query = handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM event"
                    + " WHERE (commit_seq, ordinal) > (:commit, :ordinal)" + ofTypes + " LIMIT :max) waiting");
            if (!types.isEmpty()) {
                query.bindList("types", types.stream().map(EventType::code).toList());
            }
            return query.bind("commit", place.commit())
                    .bind("ordinal", place.ordinal())
                    .bind("max", max)
                    .mapTo(Integer.class)
                    .one();
        });
    }
}
