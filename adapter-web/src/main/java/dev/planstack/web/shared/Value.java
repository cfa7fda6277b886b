package dev.planstack.web.shared;

import dev.planstack.domain.shared.Parsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One value of a request, or the place where one is missing. Reading it never fails: what is wrong is noted. */
public final class Value {

    private final Optional<Json> json;
    private final Pointer pointer;
    private final Faults faults;

    Value(Optional<Json> json, Pointer pointer, Faults faults) {
        this.json = json;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** The body of a request as a value. */
    public static Value root(Json json, Faults faults) {
        return at(Pointer.ROOT, json, faults);
    }

    /** A part of a request as a value. */
    static Value at(Pointer pointer, Json json, Faults faults) {
        return new Value(Optional.of(json), pointer, faults);
    }

    /** Where it stands. */
    public Pointer pointer() {
        return pointer;
    }

    /** Whether it is there at all. */
    public boolean isThere() {
        return json.isPresent();
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return json.isPresent() && json.get() instanceof Json.Items;
    }

    /** Notes that it is at fault. */
    public void fault(String detail) {
        faults.add(pointer.text(), detail);
    }

    /** A string that must be there. */
    public <T> Optional<T> text(Function<String, Parsed<T>> parse) {
        return required(this::textual, parse);
    }

    /** A string that may be left out. */
    public <T> T textOr(Function<String, Parsed<T>> parse, T otherwise) {
        return json.isEmpty() ? otherwise : text(parse).orElse(otherwise);
    }

    /** A string that may be left out, and then is nothing. */
    public <T> Optional<T> textOrAbsent(Function<String, Parsed<T>> parse) {
        return json.isEmpty() ? Optional.empty() : text(parse);
    }

    /** A string that may be left out or {@code null}. */
    public <T> Optional<T> textOrNull(Function<String, Parsed<T>> parse) {
        return isNothing() ? Optional.empty() : text(parse);
    }

    /** A string or number that must be there; {@code parse} sees the number as it was written. */
    public <T> Optional<T> decimal(Function<String, Parsed<T>> parse) {
        return required(this::numeric, parse);
    }

    /** A string or number that may be left out. */
    public <T> T decimalOr(Function<String, Parsed<T>> parse, T otherwise) {
        return json.isEmpty() ? otherwise : decimal(parse).orElse(otherwise);
    }

    /** A string or number that may be left out, and then is nothing. */
    public <T> Optional<T> decimalOrAbsent(Function<String, Parsed<T>> parse) {
        return json.isEmpty() ? Optional.empty() : decimal(parse);
    }

    /** A string or number that may be left out or {@code null}. */
    public <T> Optional<T> decimalOrNull(Function<String, Parsed<T>> parse) {
        return isNothing() ? Optional.empty() : decimal(parse);
    }

    /** Whether it is left out or {@code null}. */
    public boolean isNothing() {
        return json.isEmpty() || json.get() instanceof Json.Null;
    }

    private <T> Optional<T> required(Function<Json, Parsed<String>> shape, Function<String, Parsed<T>> parse) {
        return present().flatMap(j -> faults.take(pointer, shape.apply(j).then(parse)));
    }

    private Parsed<String> textual(Json j) {
        return j instanceof Json.Text t ? Parsed.of(t.value()) : Parsed.fault("must be a string");
    }

    private Parsed<String> numeric(Json j) {
        return j instanceof Json.Numeral n
                ? Parsed.of(n.text())
                : textual(j).fold(Parsed::of, f -> Parsed.fault("must be a decimal, as a string or a number"));
    }

    private Optional<Json> present() {
        if (json.isEmpty()) {
            fault("must be given");
        }
        return json;
    }

    /** A whole number within bounds that must be there. */
    public Optional<Integer> integer(int min, int max) {
        String expected = "must be a whole number from " + min + " to " + max;
        return present()
                .flatMap(j -> faults.take(
                        pointer,
                        j instanceof Json.Numeral n
                                ? Numbers.parseInt(n.text(), min, max, expected)
                                : Parsed.fault(expected)));
    }

    /** A truth value that may be left out. */
    public boolean flag(boolean otherwise) {
        if (json.isEmpty()) {
            return otherwise;
        }
        if (json.get() instanceof Json.Flag f) {
            return f.value();
        }
        fault("must be true or false");
        return otherwise;
    }

    /** An object that must be there; the fields that are not asked for until {@link Fields#close} are at fault. */
    public Optional<Fields> object() {
        return present().flatMap(j -> {
            if (j instanceof Json.Members m) {
                return Optional.of(new Fields(m.fields(), pointer, faults));
            }
            fault("must be an object");
            return Optional.empty();
        });
    }

    /** An object that may be left out, and then is one without fields. */
    public Optional<Fields> objectOrEmpty() {
        return json.isEmpty() ? Optional.of(new Fields(Map.of(), pointer, faults)) : object();
    }

    /** An object whose names are the client's, which must be there. */
    public Map<String, Value> map() {
        Map<String, Value> values = new LinkedHashMap<>();
        present().ifPresent(j -> {
            if (j instanceof Json.Members m) {
                m.fields().forEach((name, value) -> values.put(name, at(pointer.step(name), value, faults)));
            } else {
                fault("must be an object");
            }
        });
        return values;
    }

    /** As {@link #map}, with one name at least; {@code what} says what the names are. */
    public Map<String, Value> mapOfSome(String what) {
        if (json.isPresent()
                && json.get() instanceof Json.Members m
                && m.fields().isEmpty()) {
            fault("must name at least one " + what);
        }
        return map();
    }

    /** An array that must be there. */
    public List<Value> array() {
        List<Value> values = new ArrayList<>();
        present().ifPresent(j -> {
            if (j instanceof Json.Items items) {
                for (Json item : items.items()) {
                    values.add(at(pointer.step(values.size()), item, faults));
                }
            } else {
                fault("must be an array");
            }
        });
        return values;
    }

    /** An array that may be left out. */
    public List<Value> arrayOrEmpty() {
        return json.isEmpty() ? List.of() : array();
    }
}
