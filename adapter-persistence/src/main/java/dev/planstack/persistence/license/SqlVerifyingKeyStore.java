package dev.planstack.persistence.license;

import dev.planstack.application.license.VerifyingKey;
import dev.planstack.application.license.VerifyingKeyStore;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Sessions;
import java.time.Instant;
import java.util.List;

/** Keeps public keys, one row each. */
final class SqlVerifyingKeyStore implements VerifyingKeyStore {

    private final Sessions sessions;

    SqlVerifyingKeyStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void add(VerifyingKey key, Instant now) {
        sessions.write(handle -> handle.createUpdate("INSERT INTO license_public_key (kid, x, created_at)"
                        + " VALUES (:kid, :x, :createdAt) ON CONFLICT (kid) DO NOTHING")
                .bind("kid", key.id())
                .bind("x", key.x())
                .bind("createdAt", Columns.nanos(now))
                .execute());
    }

    @Override
    public List<VerifyingKey> all() {
        return sessions.read(
                handle -> handle.createQuery("SELECT x FROM license_public_key ORDER BY created_at DESC, kid")
                        .map((row, c) -> new VerifyingKey(row.getString("x")))
                        .list());
    }
}
