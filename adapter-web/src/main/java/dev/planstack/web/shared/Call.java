package dev.planstack.web.shared;

import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Idempotency;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reply;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Parsed;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** One request, with the ways of answering that all features share. */
public final class Call {

    private static final int MAX_KEY_LENGTH = 255;
    private static final Set<String> JSON_ONLY = Set.of(MediaTypes.JSON);

    private final Context ctx;
    private final Routes.Route route;
    private final Executor executor;
    private final Query query;
    private final Supplier<Caller> caller;
    private final Optional<String> account;
    private final Bounds bounds;
    private final Bounds.Share share;

    /** A request; {@code share} is closed once its handler has read what it needs. */
    Call(
            Context ctx,
            Routes.Route route,
            Executor executor,
            Query query,
            Supplier<Caller> caller,
            Bounds bounds,
            Bounds.Share share) {
        this.ctx = ctx;
        this.route = route;
        this.executor = executor;
        this.query = query;
        this.caller = caller;
        this.account =
                PathOwner.of(ctx.pathParamMap()).map(owner -> owner.account().value());
        this.bounds = bounds;
        this.share = share;
    }

    /**
     * Who asks. The account that the path names, or leads to, is one that they may reach; of every other that a request leads to, handlers and use
     * cases ask {@link Caller#mayReach} and tell of one that may not be reached exactly as if it did not exist.
     *
     * @throws ProblemException {@link ProblemType#UNAUTHORIZED} if the key was taken away meanwhile
     */
    public Caller caller() {
        return caller.get();
    }

    /** The query parameters. */
    public Query query() {
        return query;
    }

    /** What a part of the path says, decoded once. */
    public String path(String name) {
        return ctx.pathParam(name);
    }

    /**
     * The id in a part of the path.
     *
     * @param kind what it names, for example "account"
     * @throws ProblemException {@link ProblemType#NOT_FOUND} if nothing can have such an id
     */
    public <T> T named(String name, Function<String, Parsed<T>> parse, String kind) {
        return parse.apply(path(name)).<T>fold(id -> id, fault -> {
            throw notFound(kind, path(name));
        });
    }

    /** The id in a part of the path under which something is to be created. */
    public <T> Optional<T> creates(String name, Function<String, Parsed<T>> parse, Faults faults) {
        return faults.take("/" + name, parse.apply(path(name)));
    }

    /** All values of a request header. */
    public List<String> headers(String name) {
        return Collections.list(ctx.req().getHeaders(name));
    }

    /** Where the request comes from, for limits: the client's IP address, or the network that its IPv6 address is one of. */
    public String address() {
        return ClientAddress.of(ctx.req().getRemoteAddr());
    }

    /** The body, which must be JSON. */
    public Json json() {
        Body.check(ctx, JSON_ONLY);
        return JsonReader.read(bytes(Body.MAX_BYTES));
    }

    /** The body, or an object without fields where there is none. */
    public Json jsonOrNothing() {
        byte[] bytes = bytes(Body.MAX_BYTES);
        if (bytes.length == 0) {
            return new Json.Members(Map.of());
        }
        Body.check(ctx, JSON_ONLY);
        return JsonReader.read(bytes);
    }

    /** The media type of the body, which must be one of {@code accepted}. */
    public String mediaType(Set<String> accepted) {
        return Body.mediaType(ctx, accepted);
    }

    /** The bytes of the body, at most {@code max}. */
    public byte[] bytes(int max) {
        return Body.bytes(ctx, max, share);
    }

    /**
     * How this request is made safe to repeat.
     *
     * @param body what tells it from another
     * @param writing how its answer is written
     */
    public <T> Idempotency<T> idempotency(Json body, Function<T, Object> writing) {
        Function<T, String> text = value -> JsonWriter.text(writing.apply(value));
        List<String> given = headers("Idempotency-Key");
        if (given.isEmpty()) {
            return Idempotency.none(text);
        }
        Faults faults = new Faults();
        String value = given.get(0);
        if (given.size() > 1) {
            faults.add("/Idempotency-Key", "must be given once only");
        } else if (value.isEmpty()
                || value.length() > MAX_KEY_LENGTH
                || value.chars().anyMatch(Character::isISOControl)) {
            faults.add("/Idempotency-Key", "must be 1 to " + MAX_KEY_LENGTH + " printable characters");
        }
        faults.refuse();
        Idempotency.Key key = new Idempotency.Key(account.orElseThrow(), canonicalPath(), value);
        return new Idempotency<>(Optional.of(key), JsonWriter.fingerprint(body), text);
    }

    /** The path with its parameters decoded, so that no two spellings of one path differ. */
    private String canonicalPath() {
        String path = route.path();
        for (Map.Entry<String, String> parameter : ctx.pathParamMap().entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return path;
    }

    /** Answers once a write is done, off the thread that did it. */
    public <T> CompletableFuture<Answer> answer(
            CompletableFuture<Committed<Outcome<T>>> work, Function<T, Answer> done) {
        return work.thenApplyAsync(committed -> answer(committed, done), executor);
    }

    /** Answers with what was done, or why it was refused. */
    public <T> Answer answer(Committed<Outcome<T>> work, Function<T, Answer> done) {
        return work.value()
                .<Answer>fold(done, refusal -> Refused.problem(refusal, account).answer())
                .atCommit(work.commit());
    }

    /** Answers 201 with what an idempotent write wrote, now or the first time. */
    public CompletableFuture<Answer> reply(CompletableFuture<Committed<Outcome<Reply>>> work) {
        return reply(201, work);
    }

    /** Answers with what an idempotent write wrote, now or the first time. */
    public CompletableFuture<Answer> reply(int status, CompletableFuture<Committed<Outcome<Reply>>> work) {
        return answer(work, reply -> {
            Answer answer = Answer.text(status, MediaTypes.JSON, reply.text());
            return reply.replayed() ? answer.with("Idempotency-Replayed", "true") : answer;
        });
    }

    /** What was read, or 404. */
    public <T> Answer found(Committed<Optional<T>> read, String kind, Object name, Function<T, Object> json) {
        return foundAs(read, kind, name, value -> Answer.json(200, json.apply(value)));
    }

    /** What was read, in an answer of its own kind, or 404. */
    public <T> Answer foundAs(Committed<Optional<T>> read, String kind, Object name, Function<T, Answer> answer) {
        return read.value()
                .map(value -> answer.apply(value).atCommit(read.commit()))
                .orElseGet(() -> notFound(kind, name).problem().answer().atCommit(read.commit()));
    }

    /** A page of a list. */
    public <T> Answer page(Page.Request page, Supplier<Committed<Page<T>>> read, Function<T, Object> json) {
        Committed<Page<T>> committed = paged(page, read);
        return Answer.json(200, ListJson.of(committed.value(), json)).atCommit(committed.commit());
    }

    /** Reads again at each of {@code news} until there is something to tell or {@code seconds} have passed. */
    public CompletableFuture<Answer> follow(
            int seconds, Supplier<CompletableFuture<Boolean>> news, Supplier<Follow> read) {
        if (seconds > 0) {
            bounds.beginWait();
            return waiting(seconds, news, read).whenComplete((answer, fault) -> bounds.endWait());
        }
        return followUntil(CompletableFuture.completedFuture(true), news, read);
    }

    private CompletableFuture<Answer> waiting(
            int seconds, Supplier<CompletableFuture<Boolean>> news, Supplier<Follow> read) {
        CompletableFuture<Boolean> over =
                new CompletableFuture<Boolean>().completeOnTimeout(true, seconds, TimeUnit.SECONDS);
        return followUntil(over, news, read);
    }

    private CompletableFuture<Answer> followUntil(
            CompletableFuture<Boolean> over, Supplier<CompletableFuture<Boolean>> news, Supplier<Follow> read) {
        CompletableFuture<Boolean> next = news.get();
        // a key that is taken away while its owner waits tells nothing any more
        Caller unused = caller();
        Follow now = read.get();
        if (!now.empty() || over.isDone()) {
            return CompletableFuture.completedFuture(now.answer());
        }
        return CompletableFuture.anyOf(next, over).thenComposeAsync(woken -> followUntil(over, news, read), executor);
    }

    /**
     * What was read of a list that is followed.
     *
     * @param answer the answer
     * @param empty whether there is nothing yet that would be worth answering
     */
    public record Follow(Answer answer, boolean empty) {}

    /** A page of a list of an account, or 404. */
    public <T> Answer pageOf(
            Object account, Page.Request page, Supplier<Committed<Optional<Page<T>>>> read, Function<T, Object> json) {
        return found(paged(page, read), "account", account, rows -> ListJson.of(rows, json));
    }

    /**
     * What {@code read} reads of a list.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} if the page goes on behind what is no cursor of this list
     */
    public static <T> T paged(Page.Request page, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            if (page.after().isEmpty()) {
                throw e;
            }
            throw badCursor();
        }
    }

    /** The cursor that was given is none of this list. */
    public static ProblemException badCursor() {
        return Problem.invalid("/after", "must be the cursor of a page of this list");
    }

    /** Nothing of that name is there. */
    public static ProblemException notFound(String kind, Object name) {
        return ProblemType.NOT_FOUND.problem("There is no " + kind + " \"" + name + "\".");
    }
}
