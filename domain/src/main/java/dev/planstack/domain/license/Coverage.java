package dev.planstack.domain.license;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When an application is covered for an SDK (rule L8).
 *
 * @param intervals the time that is covered, in order; no two of them touch
 */
public record Coverage(List<Interval> intervals) {

    /** Keeps a copy. */
    public Coverage {
        intervals = ImmutableList.copyOf(intervals);
    }

    /**
     * The coverage by the orders that are bound to an application.
     *
     * @param holds which SDKs count
     */
    public static Coverage of(Collection<LicenseOrder> bound, Predicate<LicensedSdk> holds) {
        List<Interval> terms = bound.stream()
                .filter(order -> order.sdks().stream().anyMatch(holds))
                .flatMap(order -> order.terms().stream())
                .sorted(Comparator.comparing(Interval::start).thenComparing(Interval::end))
                .toList();
        List<Interval> joined = new ArrayList<>();
        for (Interval term : terms) {
            Interval before = joined.isEmpty() ? term : joined.get(joined.size() - 1);
            if (joined.isEmpty() || term.start().isAfter(before.end())) {
                joined.add(term);
            } else if (term.end().isAfter(before.end())) {
                joined.set(joined.size() - 1, new Interval(before.start(), term.end()));
            }
        }
        return new Coverage(joined);
    }

    /** Until when it is covered without a gap, if it is covered at {@code now}. */
    public Optional<Instant> coveredUntil(Instant now) {
        return intervals.stream()
                .filter(i -> i.contains(now))
                .map(Interval::end)
                .findFirst();
    }

    /** When the coverage ends, or ended: the end of what covers {@code now}, else of what covered it last. */
    public Optional<Instant> end(Instant now) {
        return intervals.stream()
                .filter(interval -> !interval.start().isAfter(now))
                .map(Interval::end)
                .max(Comparator.naturalOrder());
    }

    /** The time between two intervals in which it is not covered and that is not over at {@code now}, in order. */
    public List<Interval> gapsAhead(Instant now) {
        List<Interval> gaps = new ArrayList<>();
        for (int i = 1; i < intervals.size(); i++) {
            Instant covered = intervals.get(i - 1).end();
            Instant coveredAgain = intervals.get(i).start();
            if (coveredAgain.isAfter(now)) {
                gaps.add(new Interval(covered, coveredAgain));
            }
        }
        return gaps;
    }
}
