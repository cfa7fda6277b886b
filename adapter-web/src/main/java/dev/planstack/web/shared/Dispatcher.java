package dev.planstack.web.shared;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.planstack.application.apikey.ApiKeys;
import dev.planstack.application.apikey.SignIns;
import dev.planstack.application.shared.Caller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes requests to their routes and sends the answers. */
public final class Dispatcher {

    private static final String NO_ROUTE = "none";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final List<Routes.Route> routes;
    private final Callers callers;
    private final Executor executor;
    private final RequestLog log;
    private final Bounds bounds;

    /**
     * Dispatches to {@code routes}, within {@code bounds}; answers that come later are written by {@code executor}; {@code log} knows of
     * each request.
     */
    public Dispatcher(Routes routes, ApiKeys keys, SignIns signIns, Executor executor, RequestLog log, Bounds bounds) {
        this.routes = routes.all();
        this.callers = new Callers(keys, signIns);
        this.executor = executor;
        this.log = log;
        this.bounds = bounds;
    }

    /** Adds all routes to a server, and the problems that it meets itself. */
    @SuppressWarnings("CheckReturnValue") // the server's configuration answers with itself
    public void install(RoutesConfig config) {
        for (Routes.Route route : routes) {
            config.addHttpHandler(HandlerType.findOrCreate(route.method()), route.path(), ctx -> handle(route, ctx));
            if (route.method().equals("GET")) {
                config.addHttpHandler(HandlerType.HEAD, route.path(), ctx -> handle(route, ctx));
            }
        }
        config.exception(
                HttpResponseException.class,
                (e, ctx) -> tracked(ctx, () -> unmatched(ctx).answer()));
        config.exception(
                Exception.class,
                (e, ctx) -> tracked(ctx, () -> Failures.problem(e).answer()));
    }

    private void handle(Routes.Route route, Context ctx) {
        RequestLog.Tracked request = log.of(ctx, route.path());
        CompletableFuture<Answer> answer = request.in(() -> answer(route, ctx, request));
        if (answer.isDone()) {
            tracked(ctx, answer::join);
        } else {
            ctx.future(() -> answer.thenAccept(a -> tracked(ctx, () -> a)));
        }
    }

    /** Sends what {@code answer} gives; a request that no route took is known as such. */
    private void tracked(Context ctx, Supplier<Answer> answer) {
        RequestLog.Tracked request = log.of(ctx, NO_ROUTE);
        Answer unused = request.in(() -> {
            Answer given = answer.get();
            send(ctx, given);
            request.answered(given.status());
            return given;
        });
    }

    private CompletableFuture<Answer> answer(Routes.Route route, Context ctx, RequestLog.Tracked request) {
        // a handler has read the body when it returns, even where its answer comes later
        try (Bounds.Share share = bounds.share()) {
            admit(route, ctx);
            checkAccept(route, ctx);
            checkRoom(route, ctx, share);
            Supplier<Caller> caller = () -> admit(route, ctx);
            return route.handler()
                    .handle(new Call(ctx, route, request.on(executor), query(route, ctx), caller, bounds, share))
                    .exceptionally(failure ->
                            request.in(() -> Failures.problem(failure).answer()));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(Failures.problem(e).answer());
        }
    }

    /** Who asks, if the route is for them. */
    @CanIgnoreReturnValue
    private Caller admit(Routes.Route route, Context ctx) {
        if (route.needs() == Needs.NOTHING) {
            return Caller.ANYONE;
        }
        Caller caller = callers.of(ctx);
        route.needs().check(caller);
        PathOwner.of(ctx.pathParamMap())
                .filter(owner -> !caller.mayReach(owner.account()))
                .ifPresent(owner -> {
                    throw Call.notFound(owner.kind(), owner.name());
                });
        return caller;
    }

    private static void checkAccept(Routes.Route route, Context ctx) {
        String accept = String.join(",", Collections.list(ctx.req().getHeaders("Accept")));
        if (route.kind() != Routes.Kind.ASSET && !MediaTypes.accepts(accept, route.produces())) {
            throw ProblemType.NOT_ACCEPTABLE.problem("This path answers with " + route.produces() + ".");
        }
    }

    /** What could not be written is refused before its body costs anything. */
    private void checkRoom(Routes.Route route, Context ctx, Bounds.Share share) {
        if (route.needs().writes() && !bounds.mayWrite(ctx.req().getContentLengthLong())) {
            Body.pass(ctx, share);
            throw ProblemType.OVERLOADED.problem("Too much waits to be written; nothing was changed.");
        }
    }

    private static Query query(Routes.Route route, Context ctx) {
        Faults faults = new Faults();
        if (route.kind() != Routes.Kind.API) {
            return Query.parse("", route.query(), faults);
        }
        Query query =
                Query.parse(Optional.ofNullable(ctx.req().getQueryString()).orElse(""), route.query(), faults);
        query.check();
        return query;
    }

    /** What to say where no route has the path, or none the method. */
    private Problem unmatched(Context ctx) {
        String path = ctx.path();
        if (path.equals("/v1") || path.startsWith("/v1/")) {
            try {
                Caller unused = callers.of(ctx);
            } catch (ProblemException e) {
                return e.problem();
            }
        }
        String allowed = routes.stream()
                .filter(route -> matches(route, path))
                .flatMap(route -> route.method().equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(route.method()))
                .distinct()
                .collect(Collectors.joining(", "));
        return allowed.isEmpty()
                ? Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.")
                : Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path has the methods " + allowed + ".")
                        .withHeader("Allow", allowed);
    }

    private static boolean matches(Routes.Route route, String path) {
        String pattern =
                Stream.of(PARAMETER.split(route.path(), -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
        return Pattern.matches(pattern, path);
    }

    private static void send(Context ctx, Answer answer) {
        ctx.res().setStatus(answer.status());
        ctx.res().setHeader("X-Content-Type-Options", "nosniff");
        ctx.res().setHeader("Cache-Control", "no-store");
        // otherwise the server appends the charset of its default content type
        ctx.res().setCharacterEncoding(null);
        ctx.res().setContentType(answer.contentType().isEmpty() ? null : answer.contentType());
        answer.headers().forEach(ctx.res()::setHeader);
        if (!answer.contentType().isEmpty()) {
            var unused = ctx.result(answer.body());
        }
    }
}
