package dev.planstack.web.console;

import dev.planstack.application.apikey.KeyText;
import dev.planstack.application.apikey.SignIns;
import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Scope;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Problem;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.SessionCookie;
import dev.planstack.web.shared.Value;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /console/session}: signing in with an API key, and out. */
final class SessionRoutes {

    private static final int LONGEST_KEY = 1_000;
    private static final String PATH = "/console/session";

    private final SignIns signIns;
    private final ConsoleRoutes.Settings settings;

    private SessionRoutes(SignIns signIns, ConsoleRoutes.Settings settings) {
        this.signIns = signIns;
        this.settings = settings;
    }

    static void add(Routes routes, SignIns signIns, ConsoleRoutes.Settings settings) {
        SessionRoutes self = new SessionRoutes(signIns, settings);
        routes.openPost(PATH, self::begin);
        routes.get(Needs.READ, PATH, Set.of(), self::read);
        routes.delete(Needs.READ, PATH, self::end);
    }

    /** A body in JSON is not what another site's form can send, so nobody is signed in without knowing it. */
    private CompletableFuture<Answer> begin(Call call) {
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(call.json(), faults).object();
        Optional<KeyText> key = fields.flatMap(f -> f.get("key").text(SessionRoutes::parseKey));
        fields.ifPresent(Fields::close);
        faults.refuse();
        String token = signIns.begin(key.orElseThrow())
                .orElseThrow(() -> Problem.invalid("/key", "is not known here, or was revoked"));
        Caller caller = signIns.caller(token)
                .filter(c -> c.may(Set.of(Scope.READ)))
                .orElseThrow(() -> {
                    signIns.end(token);
                    return Problem.invalid(
                            "/key", "may not read; the console needs a key with the scope read or admin");
                });
        boolean secure = call.headers("Origin").stream().anyMatch(origin -> origin.startsWith("https:"));
        return CompletableFuture.completedFuture(
                Answer.json(200, json(caller)).with("Set-Cookie", SessionCookie.keep(token, secure)));
    }

    private static Parsed<KeyText> parseKey(String text) {
        return text.isBlank() || text.length() > LONGEST_KEY
                ? Parsed.fault("must be an API key")
                : Parsed.of(new KeyText(text.strip()));
    }

    private Answer read(Call call) {
        return Answer.json(200, json(call.caller()));
    }

    private SessionJson json(Caller caller) {
        return new SessionJson(
                caller.scopes().stream().map(Scope::code).sorted().toList(),
                caller.account().map(AccountId::value).orElse(null),
                settings.sandbox(),
                settings.zone().equals(ZoneOffset.UTC) ? "UTC" : settings.zone().getId());
    }

    private CompletableFuture<Answer> end(Call call) {
        SessionCookie.token(call.headers("Cookie")).ifPresent(signIns::end);
        return CompletableFuture.completedFuture(Answer.empty().with("Set-Cookie", SessionCookie.forget()));
    }
}
