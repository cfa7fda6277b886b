package dev.planstack.web.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The table of all routes. Features add theirs; the API document is held against it. */
public final class Routes {

    /** Answers a request; what it throws becomes a problem. */
    @FunctionalInterface
    public interface Handler {

        /** The answer, at once or later. */
        CompletableFuture<Answer> handle(Call call);
    }

    /** How a route is told of. */
    public enum Kind {
        /** Part of the API. */
        API,
        /** Documented, but needs no key and ignores query parameters. */
        PUBLIC,
        /** Something that pages load. */
        ASSET
    }

    /**
     * One route.
     *
     * @param method the HTTP method
     * @param path the path, with parameters in braces
     * @param kind how it is told of
     * @param needs what a key must be for to use it
     * @param query the query parameters that it takes
     * @param produces the media type of its answer
     * @param handler what answers
     */
    public record Route(
            String method, String path, Kind kind, Needs needs, Set<String> query, String produces, Handler handler) {}

    private final List<Route> all = new ArrayList<>();

    /** A route that reads. */
    public void get(Needs needs, String path, Set<String> query, Function<Call, Answer> handler) {
        all.add(new Route("GET", path, Kind.API, needs, query, MediaTypes.JSON, now(handler)));
    }

    /** A route that reads and answers in another media type than JSON. */
    public void getAs(Needs needs, String path, String produces, Function<Call, Answer> handler) {
        all.add(new Route("GET", path, Kind.API, needs, Set.of(), produces, now(handler)));
    }

    /** A route that reads, and may wait for something to be there. */
    public void getLater(Needs needs, String path, Set<String> query, Handler handler) {
        all.add(new Route("GET", path, Kind.API, needs, query, MediaTypes.JSON, handler));
    }

    /** A route that writes. */
    public void put(Needs needs, String path, Handler handler) {
        all.add(new Route("PUT", path, Kind.API, needs, Set.of(), MediaTypes.JSON, handler));
    }

    /** A route that writes. */
    public void post(Needs needs, String path, Set<String> query, Handler handler) {
        all.add(new Route("POST", path, Kind.API, needs, query, MediaTypes.JSON, handler));
    }

    /** A route that takes something away. */
    public void delete(Needs needs, String path, Handler handler) {
        all.add(new Route("DELETE", path, Kind.API, needs, Set.of(), MediaTypes.JSON, handler));
    }

    /** A documented route for which no key is needed. */
    public void open(String path, String produces, Function<Call, Answer> handler) {
        all.add(new Route("GET", path, Kind.PUBLIC, Needs.NOTHING, Set.of(), produces, now(handler)));
    }

    /** A documented route that takes a body and for which no key is needed. */
    public void openPost(String path, Handler handler) {
        all.add(new Route("POST", path, Kind.PUBLIC, Needs.NOTHING, Set.of(), MediaTypes.JSON, handler));
    }

    /** Something that pages load. */
    public void asset(String path, String produces, Function<Call, Answer> handler) {
        all.add(new Route("GET", path, Kind.ASSET, Needs.NOTHING, Set.of(), produces, now(handler)));
    }

    private static Handler now(Function<Call, Answer> handler) {
        return call -> CompletableFuture.completedFuture(handler.apply(call));
    }

    /** All routes, in the order added. */
    public List<Route> all() {
        return List.copyOf(all);
    }
}
