package dev.planstack.web.apikey;

import dev.planstack.application.apikey.ApiKey;
import dev.planstack.application.shared.Scope;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.OneOf;
import dev.planstack.web.shared.Value;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads what a key is to be for. */
final class ApiKeyBody {

    private ApiKeyBody() {}

    static ApiKey.Definition read(Json body) {
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(body, faults).object();
        Optional<ApiKey.Definition> definition = fields.flatMap(f -> {
            Optional<String> name = f.get("name").text(Identifiers::parsePrintable);
            Set<Scope> scopes = scopes(f.get("scopes"));
            Optional<AccountId> account = f.get("account").textOrNull(AccountId::parse);
            f.close();
            return name.map(n -> new ApiKey.Definition(n, scopes, account));
        });
        faults.refuse();
        return definition.orElseThrow();
    }

    private static Set<Scope> scopes(Value value) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Value given : value.array()) {
            given.text(text -> OneOf.parse(text, Scope.values(), Scope::code)).ifPresent(scope -> {
                if (!scopes.add(scope)) {
                    given.fault("is named twice");
                }
            });
        }
        if (value.isArray() && value.array().isEmpty()) {
            value.fault("must name at least one scope");
        }
        return scopes;
    }
}
