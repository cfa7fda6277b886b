package dev.planstack.web.shared;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The fields of an object in a request, asked for by name. */
public final class Fields {

    /** More unknown fields of one object than these are not worth telling. */
    private static final int MAX_UNKNOWN_TOLD = 10;

    private final Map<String, Json> fields;
    private final Pointer pointer;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    Fields(Map<String, Json> fields, Pointer pointer, Faults faults) {
        this.fields = fields;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** The field of that name, there or missing. */
    public Value get(String name) {
        known.add(name);
        return new Value(Optional.ofNullable(fields.get(name)), pointer.step(name), faults);
    }

    /** Refuses the fields that were not asked for. */
    public void close() {
        close(name -> false);
    }

    /** Refuses the fields that were not asked for, but for those that may be there. */
    public void close(Predicate<String> ignored) {
        fields.keySet().stream()
                .filter(name -> !known.contains(name) && !ignored.test(name))
                .limit(MAX_UNKNOWN_TOLD)
                .forEach(name -> faults.add(pointer.step(name).text(), "is not known here"));
    }
}
