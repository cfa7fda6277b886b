package dev.planstack.domain.shared;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Why something asked for was not done. A refusal changes nothing.
 *
 * @param reason the kind of refusal
 * @param detail a sentence for people: what is wrong and what would be right
 * @param faults the fields at fault, if any
 * @param facts particulars by name, as they are written on the wire, for example {@code required} and {@code available}
 */
public record Refusal(RefusalReason reason, String detail, List<FieldFault> faults, Map<String, String> facts) {

    /** Keeps copies, the particulars in the order given. */
    public Refusal {
        faults = ImmutableList.copyOf(faults);
        facts = ImmutableMap.copyOf(facts);
    }

    /** A refusal for which no field is at fault. */
    public static Refusal of(RefusalReason reason, String detail) {
        return new Refusal(reason, detail, List.of(), Map.of());
    }

    /** A refusal for which one field is at fault. */
    public static Refusal ofField(RefusalReason reason, String pointer, String detail) {
        return new Refusal(reason, detail, List.of(new FieldFault(pointer, detail)), Map.of());
    }

    /** Refuses for fields that cannot be accepted. */
    public static Refusal ofFaults(List<FieldFault> faults) {
        return new Refusal(RefusalReason.INVALID, "The request has fields that cannot be accepted.", faults, Map.of());
    }

    /** One refusal for several: the reason that comes first, and all fields at fault. */
    public static Refusal first(Collection<Refusal> refusals) {
        Refusal first = refusals.stream()
                .min(Comparator.comparing(Refusal::reason))
                .orElseThrow(() -> new IllegalArgumentException("no refusal"));
        List<FieldFault> all =
                refusals.stream().flatMap(r -> r.faults().stream()).toList();
        return new Refusal(first.reason(), first.detail(), all, first.facts());
    }
}
