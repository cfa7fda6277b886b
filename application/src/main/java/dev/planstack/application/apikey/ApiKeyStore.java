package dev.planstack.application.apikey;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.application.shared.Page;
import java.util.List;

/** Keeps API keys. */
@DrivenPort
public interface ApiKeyStore {

    /** Keeps a key that was not there. */
    void add(ApiKey key);

    /** Takes a key away; answers whether it was there. */
    boolean remove(ApiKeyId id);

    /** Keys by id; the cursor is the id. */
    Page<ApiKey> list(Page.Request page);

    /** How many keys there are. */
    int count();

    /** All keys there are. */
    List<ApiKey> all();
}
