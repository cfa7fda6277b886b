package dev.planstack.persistence.apikey;

import dev.planstack.application.apikey.ApiKeyStore;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of API keys. */
public final class ApiKeyStorage {

    private ApiKeyStorage() {}

    /** API keys as lines of an export. */
    public static Kind kind() {
        return ApiKeyKinds.API_KEY;
    }

    /** Keeps API keys. */
    public static ApiKeyStore store(Sessions sessions) {
        return new SqlApiKeyStore(sessions);
    }
}
