package dev.planstack.web.shared;

import dev.planstack.application.apikey.ApiKeys;
import dev.planstack.application.apikey.SignIns;
import dev.planstack.application.shared.Caller;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells who asks: by the key that a request brings, or else by the console's cookie. */
final class Callers {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final ApiKeys keys;
    private final SignIns signIns;

    Callers(ApiKeys keys, SignIns signIns) {
        this.keys = keys;
        this.signIns = signIns;
    }

    /**
     * Who asks.
     *
     * @throws ProblemException {@link ProblemType#UNAUTHORIZED} if that is nobody, {@link ProblemType#FORBIDDEN} if a page of another site
     *     made somebody's browser ask
     */
    Caller of(Context ctx) {
        List<String> authorization = headers(ctx, "Authorization");
        return (authorization.isEmpty() ? signedIn(ctx) : withKey(authorization))
                .orElseThrow(() -> ProblemType.UNAUTHORIZED.problem(
                        "Send the header Authorization with \"Bearer\" and an API key that is known here."));
    }

    private Optional<Caller> withKey(List<String> authorization) {
        return Optional.of(authorization)
                .filter(given -> given.size() == 1)
                .flatMap(given -> Bearer.key(given.get(0)))
                .flatMap(keys::caller);
    }

    private Optional<Caller> signedIn(Context ctx) {
        Optional<Caller> caller = SessionCookie.token(headers(ctx, "Cookie")).flatMap(signIns::caller);
        if (caller.isPresent() && !isOwnPages(ctx)) {
            throw ProblemType.FORBIDDEN.problem(
                    "A sign-in to the console is for the console's own pages; send an API key instead.");
        }
        return caller;
    }

    /**
     * Whether a page of this service asks. Browsers say so, except over plain HTTP to another machine: there a request that may change
     * something names its page's origin, and one that only reads tells nothing to another site's page.
     */
    private static boolean isOwnPages(Context ctx) {
        List<String> site = headers(ctx, "Sec-Fetch-Site");
        if (!site.isEmpty()) {
            return site.equals(List.of("same-origin"));
        }
        return SAFE.contains(ctx.req().getMethod())
                || headers(ctx, "Origin").equals(List.of("http://" + ctx.req().getHeader("Host")));
    }

    private static List<String> headers(Context ctx, String name) {
        return Collections.list(ctx.req().getHeaders(name));
    }
}
