package dev.planstack.web.apikey;

import dev.planstack.application.apikey.ApiKeyId;
import dev.planstack.application.apikey.ApiKeys;
import dev.planstack.application.shared.Page;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/api-keys}. */
public final class ApiKeyRoutes {

    private final ApiKeys keys;

    private ApiKeyRoutes(ApiKeys keys) {
        this.keys = keys;
    }

    /** Adds the routes. */
    public static void add(Routes routes, ApiKeys keys) {
        ApiKeyRoutes self = new ApiKeyRoutes(keys);
        routes.get(Needs.ADMIN_ALL, "/v1/api-keys", Set.of("limit", "after"), self::list);
        routes.post(Needs.ADMIN_ALL, "/v1/api-keys", Set.of(), self::create);
        routes.delete(Needs.ADMIN_ALL, "/v1/api-keys/{key}", self::drop);
    }

    private Answer list(Call call) {
        Page.Request page = call.query().page();
        call.query().check();
        return call.page(page, () -> keys.list(page), ApiKeyMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> create(Call call) {
        return call.answer(
                keys.create(ApiKeyBody.read(call.json())), made -> Answer.json(201, ApiKeyMapper.INSTANCE.json(made)));
    }

    private CompletableFuture<Answer> drop(Call call) {
        return call.answer(keys.drop(call.named("key", ApiKeyId::parse, "API key")), dropped -> Answer.empty());
    }
}
