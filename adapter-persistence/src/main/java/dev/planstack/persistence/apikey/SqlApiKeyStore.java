package dev.planstack.persistence.apikey;

import dev.planstack.application.apikey.ApiKey;
import dev.planstack.application.apikey.ApiKeyId;
import dev.planstack.application.apikey.ApiKeyStore;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Scope;
import dev.planstack.domain.account.AccountId;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Pages;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps API keys, one row each. */
final class SqlApiKeyStore implements ApiKeyStore {

    private final Sessions sessions;

    SqlApiKeyStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void add(ApiKey key) {
        sessions.write(handle -> handle.createUpdate("INSERT INTO api_key (id, name, scopes, account, hash, created_at)"
                        + " VALUES (:id, :name, :scopes, :account, :hash, :createdAt)")
                .bind("id", key.id().value())
                .bind("name", key.definition().name())
                .bind("scopes", scopes(key.definition().scopes()))
                .bind("account", key.definition().account().map(AccountId::value))
                .bind("hash", key.hash())
                .bind("createdAt", Columns.nanos(key.createdAt()))
                .execute());
    }

    @Override
    public boolean remove(ApiKeyId id) {
        boolean there = sessions.read(handle -> handle.createQuery("SELECT 1 FROM api_key WHERE id = :id")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
        sessions.write(handle -> handle.createUpdate("DELETE FROM api_key WHERE id = :id")
                .bind("id", id.value())
                .execute());
        return there;
    }

    @Override
    public Page<ApiKey> list(Page.Request page) {
        return Pages.byKey(
                sessions,
                "SELECT * FROM api_key WHERE id > :after ORDER BY id LIMIT :limit",
                page,
                (row, c) -> read(row),
                key -> key.id().value());
    }

    @Override
    public int count() {
        return sessions.read(handle -> handle.createQuery("SELECT count(*) FROM api_key")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public List<ApiKey> all() {
        return sessions.read(handle -> handle.createQuery("SELECT * FROM api_key")
                .map((row, c) -> read(row))
                .list());
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.getString("id")),
                new ApiKey.Definition(
                        row.getString("name"),
                        scopes(row.getString("scopes")),
                        Optional.ofNullable(row.getString("account")).map(AccountId::new)),
                row.getString("hash"),
                Columns.instant(row, "created_at"));
    }

    private static String scopes(Set<Scope> scopes) {
        return Json.write(scopes.stream().map(Scope::code).toList());
    }

    private static Set<Scope> scopes(String column) {
        List<String> codes =
                Json.elements(Json.read(column)).map(code -> code.asText()).toList();
        Set<Scope> scopes = Arrays.stream(Scope.values())
                .filter(scope -> codes.contains(scope.code()))
                .collect(Collectors.toSet());
        if (scopes.size() != codes.size()) {
            throw new IllegalStateException("a column names no scope: " + column);
        }
        return scopes;
    }
}
