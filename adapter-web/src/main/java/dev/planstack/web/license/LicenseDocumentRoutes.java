package dev.planstack.web.license;

import dev.planstack.application.license.LicenseDocuments;
import dev.planstack.application.license.SigningKeys;
import dev.planstack.application.license.VerifyingKey;
import dev.planstack.application.shared.Committed;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.MediaTypes;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.Value;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** License documents, and the keys with which they are verified: {@code /v1/license-keys}. */
public final class LicenseDocumentRoutes {

    private static final String JWT = "application/jwt";
    private static final String KIND = "application";

    /** A verifier that meets an unknown {@code kid} reads the keys anew; else they hardly ever change. */
    private static final String CACHED = "public, max-age=300";

    private final LicenseDocuments documents;
    private final SigningKeys keys;

    private LicenseDocumentRoutes(LicenseDocuments documents, SigningKeys keys) {
        this.documents = documents;
        this.keys = keys;
    }

    /** Adds the routes. */
    public static void add(Routes routes, LicenseDocuments documents, SigningKeys keys) {
        LicenseDocumentRoutes self = new LicenseDocumentRoutes(documents, keys);
        routes.getAs(Needs.READ, "/v1/accounts/{account}/applications/{application}/license", JWT, self::document);
        routes.open("/v1/license-keys/jwks.json", MediaTypes.JSON, self::jwks);
        routes.post(Needs.ADMIN_ALL, "/v1/license-keys/rotations", Set.of(), self::rotate);
    }

    private Answer document(Call call) {
        AccountId account = call.named("account", AccountId::parse, "account");
        ApplicationId id = call.named("application", ApplicationId::parse, KIND);
        return call.foundAs(
                documents.issue(account, id), KIND, id, issued -> Answer.text(200, JWT, LicenseToken.of(issued)));
    }

    private Answer jwks(Call call) {
        Committed<List<VerifyingKey>> all = keys.list();
        return Answer.json(200, SigningKeyJson.jwks(all.value()))
                .atCommit(all.commit())
                .with("Cache-Control", CACHED);
    }

    private CompletableFuture<Answer> rotate(Call call) {
        Faults faults = new Faults();
        Value.root(call.jsonOrNothing(), faults).object().ifPresent(Fields::close);
        faults.refuse();
        return call.answer(keys.rotate(), key -> Answer.json(201, new SigningKeyJson.Rotated(key.id())));
    }
}
