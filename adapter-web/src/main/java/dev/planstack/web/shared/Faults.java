package dev.planstack.web.shared;

import dev.planstack.domain.shared.FieldFault;
import dev.planstack.domain.shared.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects all that is wrong with a request, so that one answer tells all of it. */
public final class Faults {

    /** Every field of a full batch may be at fault; what a client could invent beyond that is not listed. */
    private static final int MAX = 50_000;

    private final List<FieldFault> found = new ArrayList<>();

    /** Notes a field that is at fault. */
    public void add(String pointer, String detail) {
        if (found.size() < MAX) {
            found.add(new FieldFault(pointer, detail));
        }
    }

    /** The value that was read; a fault is noted. */
    public <T> Optional<T> take(String pointer, Parsed<T> parsed) {
        return parsed.<Optional<T>>fold(Optional::of, fault -> {
            add(pointer, fault);
            return Optional.empty();
        });
    }

    /** As {@link #take(String, Parsed)}. */
    public <T> Optional<T> take(Pointer pointer, Parsed<T> parsed) {
        return parsed.<Optional<T>>fold(Optional::of, fault -> {
            add(pointer.text(), fault);
            return Optional.empty();
        });
    }

    /** Whether nothing is at fault. */
    public boolean none() {
        return found.isEmpty();
    }

    /** All that was found. */
    public List<FieldFault> all() {
        return List.copyOf(found);
    }

    /**
     * Goes on only if nothing is at fault.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} with every fault
     */
    public void refuse() {
        if (!none()) {
            throw Problem.invalid(all());
        }
    }
}
