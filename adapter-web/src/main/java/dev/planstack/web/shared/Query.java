package dev.planstack.web.shared;

import dev.planstack.application.shared.Page;
import dev.planstack.domain.shared.Parsed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The query parameters of a request; a pointer to one is {@code /} and its name. */
public final class Query {

    /** How many rows a page has where nothing is said. */
    public static final int DEFAULT_LIMIT = 50;

    /** How many rows a page may have. */
    public static final int MAX_LIMIT = 1_000;

    private static final Boolean[] FLAGS = {true, false};

    private static final int MAX_CURSOR_LENGTH = 1_024;

    private final Map<String, String> values;
    private final Faults faults;

    private Query(Map<String, String> values, Faults faults) {
        this.values = values;
        this.faults = faults;
    }

    /** Reads a query string; names that are not {@code known}, or come twice, are at fault. */
    static Query parse(String query, Set<String> known, Faults faults) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (pair.isEmpty()) {
                continue;
            }
            String pointer = Pointer.ROOT.step(name.orElse("")).text();
            if (name.isEmpty() || !known.contains(name.get())) {
                faults.add(pointer, "is not a query parameter of this path");
            } else if (value.isEmpty()) {
                faults.add(pointer, "must be percent-encoded UTF-8");
            } else if (values.put(name.get(), value.get()) != null) {
                faults.add(pointer, "must be given once only");
            }
        }
        return new Query(values, faults);
    }

    private static Optional<String> decoded(String text) {
        return Percent.decode(text.replace('+', ' '));
    }

    /** A parameter that may be left out. */
    public <T> Optional<T> get(String name, Function<String, Parsed<T>> parse) {
        return Optional.ofNullable(values.get(name)).flatMap(v -> faults.take("/" + name, parse.apply(v)));
    }

    /** A parameter that must be given. */
    public <T> Optional<T> require(String name, Function<String, Parsed<T>> parse) {
        if (!values.containsKey(name)) {
            faults.add("/" + name, "must be given");
        }
        return get(name, parse);
    }

    /** A whole number that may be left out. */
    public int integer(String name, int min, int max, int otherwise) {
        return get(name, text -> Numbers.parseInt(text, min, max, "must be a whole number from " + min + " to " + max))
                .orElse(otherwise);
    }

    /** A truth value that may be left out, and then is false. */
    public boolean flag(String name) {
        return get(name, text -> OneOf.parse(text, FLAGS, Object::toString)).orElse(false);
    }

    /** Which page is asked for, by {@code limit} and {@code after}. */
    public Page.Request page() {
        return new Page.Request(integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT), get("after", Query::cursor));
    }

    private static Parsed<String> cursor(String text) {
        return text.isEmpty()
                        || text.length() > MAX_CURSOR_LENGTH
                        || text.chars().anyMatch(Character::isISOControl)
                ? Parsed.fault("must be the cursor of a page or an event")
                : Parsed.of(text);
    }

    /**
     * Goes on only if no parameter is at fault.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} with every fault
     */
    public void check() {
        faults.refuse();
    }
}
