package dev.planstack.persistence.account;

import dev.planstack.application.shared.Idempotency;
import dev.planstack.application.shared.IdempotencyKeys;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Sessions;
import java.time.Instant;
import java.util.Optional;

/** Remembers answers, one row each. */
final class SqlIdempotencyKeys implements IdempotencyKeys {

    private final Sessions sessions;

    SqlIdempotencyKeys(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Remembered> find(Idempotency.Key key, Instant since) {
        return sessions.readWritten(handle -> handle.createQuery("SELECT * FROM idempotency_key"
                        + " WHERE account = :account AND path = :path AND value = :value AND at >= :since")
                .bindMethods(key)
                .bind("since", Columns.nanos(since))
                .map((row, c) -> new Remembered(
                        row.getString("fingerprint"), row.getString("answer"), Columns.instant(row, "at")))
                .findOne());
    }

    @Override
    public void save(Idempotency.Key key, Remembered answer) {
        sessions.write(handle -> handle.createUpdate("INSERT INTO idempotency_key"
                        + " (account, path, value, fingerprint, answer, at)"
                        + " VALUES (:account, :path, :value, :fingerprint, :answer, :at)"
                        + " ON CONFLICT (account, path, value) DO UPDATE SET fingerprint = excluded.fingerprint,"
                        + " answer = excluded.answer, at = excluded.at")
                .bindMethods(key)
                .bind("fingerprint", answer.fingerprint())
                .bind("answer", answer.answer())
                .bind("at", Columns.nanos(answer.at()))
                .execute());
    }

    @Override
    public void forget(String account, Instant before) {
        sessions.write(
                handle -> handle.createUpdate("DELETE FROM idempotency_key WHERE account = :account AND at < :before")
                        .bind("account", account)
                        .bind("before", Columns.nanos(before))
                        .execute());
    }
}
