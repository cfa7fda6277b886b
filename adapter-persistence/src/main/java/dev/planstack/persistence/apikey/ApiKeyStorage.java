package dev.planstack.persistence.apikey;

import dev.planstack.application.apikey.ApiKeyStore;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of API keys. */
public final class ApiKeyStorage {

    private ApiKeyStorage() {}

    /** Keeps API keys. */
    public static ApiKeyStore store(Sessions sessions) {
        return new SqliteApiKeyStore(sessions);
    }
}
