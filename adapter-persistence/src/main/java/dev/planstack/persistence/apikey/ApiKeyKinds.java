package dev.planstack.persistence.apikey;

import static dev.planstack.persistence.shared.Field.instant;
import static dev.planstack.persistence.shared.Field.json;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Shape;
import java.util.List;

/** API keys as lines of an export; of a key there is nothing but its hash. */
final class ApiKeyKinds {

    static final Kind API_KEY = Kind.of(
            "api-key",
            "api_key",
            List.of(),
            List.of("id"),
            text("id"),
            text("name"),
            json("scopes", Shape.PLAIN),
            text("account"),
            text("hash"),
            instant("created_at"));

    private ApiKeyKinds() {}
}
