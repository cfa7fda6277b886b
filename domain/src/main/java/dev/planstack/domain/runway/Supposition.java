package dev.planstack.domain.runway;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.UsageRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is supposed of the future. Of what happens at one instant, purchases come before usage, each in the order given.
 *
 * @param purchases purchases that are made
 * @param usage records that are accepted, each when it is received
 * @param expected usage that is expected besides
 */
public record Supposition(List<Intent> purchases, List<UsageRecord> usage, List<ExpectedUsage> expected) {

    private static final int FIRST_NUMBER = 100_000_000;

    /** Keeps copies. */
    public Supposition {
        purchases = ImmutableList.copyOf(purchases);
        usage = ImmutableList.copyOf(usage);
        expected = ImmutableList.copyOf(expected);
    }

    /** Nothing but the usage that is expected. */
    public static Supposition of(List<ExpectedUsage> expected) {
        return new Supposition(List.of(), List.of(), expected);
    }

    /** The id of a record that is only supposed; ids of one instant follow the numbers. */
    public static RecordId recordId(int number) {
        return new RecordId("~supposed-" + (FIRST_NUMBER + number));
    }

    /** What happens, in order. */
    List<Happening> happenings() {
        List<Happening> all = new ArrayList<>();
        for (int i = 0; i < purchases.size(); i++) {
            all.add(Happening.of(i, purchases.get(i)));
        }
        for (int i = 0; i < usage.size(); i++) {
            all.add(Happening.of(i, usage.get(i)));
        }
        all.sort(Comparator.comparing(Happening::at));
        return all;
    }
}
