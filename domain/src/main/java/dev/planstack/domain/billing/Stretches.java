package dev.planstack.domain.billing;

import com.google.common.math.IntMath;
import dev.planstack.domain.shared.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How the open records were folded, cut into stretches, so that one that comes into their midst, or is voided there, does not have
 * all of them folded afresh (rules U3, U5).
 *
 * <p>As long as a plan does not run dry within a stretch, the order of the stretch's records cannot matter: if more or less was
 * taken from a plan before it, so it is after it, and nothing else of it changes. Only the short stretches in which a plan does run
 * dry are folded again. What that needs is kept for each stretch: what was taken before it, and what of it is pay-as-you-go. The last
 * stretch ends with the last record; what was taken after it is what is taken in all.
 *
 * <p>An accumulator for one thread. Once it answered that something cannot be done it is to be thrown away.
 */
final class Stretches {

    /** Stretches in which a plan runs dry have at least so many records when they are cut. */
    private static final int SHORTEST = 16;

    /** A stretch that has grown to so many times its length is not folded again. */
    private static final int GROWTH = 8;

    /** What is kept for one account is bounded: so many uses of plans over all stretches. */
    private static final int MOST_USES = 50_000;

    private final Context context;
    private final int length;
    private final List<Stretch> stretches = new ArrayList<>();
    private int usesKept;

    /**
     * What folding needs.
     *
     * @param fold makes a fold that goes on from, and changes, what was taken
     * @param quota the quota of a period
     */
    record Context(Function<Map<PlanPeriod, PlanUse>, DeductionFold> fold, Function<PlanPeriod, Quantity> quota) {}

    /** Reads the open records after a position, or all from the first on, up to and including another, in order. */
    @FunctionalInterface
    interface Source {

        List<UsageRecord> between(Optional<Position> after, Position upTo);
    }

    /**
     * What a change of the records comes to.
     *
     * @param uses what is taken in all, of the periods for which that changed
     * @param payAsYouGo how much less and how much more is pay-as-you-go, by hour and meter
     */
    record Change(Map<PlanPeriod, PlanUse> uses, Map<HourMeter, Exchange> payAsYouGo) {}

    /**
     * One amount in place of another.
     *
     * @param before the one that does not hold any more
     * @param after the one that holds now
     */
    record Exchange(Quantity before, Quantity after) {

        Quantity in(Quantity sum) {
            return sum.plus(after).minus(before);
        }
    }

    /** Some records next to each other in the order of deduction. */
    private static final class Stretch {

        private final Optional<Position> after;
        private Map<PlanPeriod, PlanUse> before;
        private Map<HourMeter, Quantity> payAsYouGo = new HashMap<>();
        private int records;
        private boolean calm = true;

        Stretch(Optional<Position> after, Map<PlanPeriod, PlanUse> before) {
            this.after = after;
            this.before = before;
        }

        void folded(UsageRecord record, List<Slice> slices) {
            records++;
            calm &= slices.stream().noneMatch(Stretches::drains);
            Quantity uncovered = Slice.uncovered(slices);
            if (!uncovered.isZero()) {
                payAsYouGo.merge(record.hourMeter(), uncovered, Quantity::plus);
            }
        }

        void join(Stretch next) {
            records += next.records;
            next.payAsYouGo.forEach((hour, quantity) -> payAsYouGo.merge(hour, quantity, Quantity::plus));
        }
    }

    private static boolean drains(Slice slice) {
        return slice.draw().filter(draw -> draw.remainingAfter().isZero()).isPresent();
    }

    /**
     * No stretches yet. Each new record moves the instant at which a plan runs dry by about one record, so that after as many as a
     * stretch has it lies before it and all have to be folded afresh: that and folding a stretch cost least together when a stretch
     * has the square root of all.
     */
    private Stretches(Context context, int plans, int records) {
        this.context = context;
        this.length = Math.max(Math.max(SHORTEST, plans), IntMath.sqrt(records, RoundingMode.DOWN));
    }

    /**
     * Folds records that are in order, and remembers how.
     *
     * @param uses what was taken before them; changed to what is taken after them
     * @param fold folds into {@code uses}
     * @param each is told of each record
     * @return empty if there is too much to remember
     */
    static Optional<Stretches> of(
            Context context,
            Map<PlanPeriod, PlanUse> uses,
            DeductionFold fold,
            List<UsageRecord> records,
            Consumer<DeductedRecord> each) {
        Stretches all = new Stretches(context, uses.size(), records.size());
        Optional<Position> last = Optional.empty();
        for (int from = 0; from < records.size(); from += all.length) {
            Stretch stretch = new Stretch(last, Map.copyOf(uses));
            for (UsageRecord record : records.subList(from, Math.min(records.size(), from + all.length))) {
                List<Slice> slices = fold.append(record);
                stretch.folded(record, slices);
                each.accept(new DeductedRecord(record, slices));
                last = Optional.of(record.position());
            }
            all.joinOrKeep(stretch);
        }
        all.keep(new Stretch(last, Map.copyOf(uses)));
        return all.usesKept > MOST_USES ? Optional.empty() : Optional.of(all);
    }

    /** Two calm stretches next to each other are one. */
    private void joinOrKeep(Stretch stretch) {
        if (!stretches.isEmpty() && last().calm && stretch.calm) {
            last().join(stretch);
        } else {
            keep(stretch);
        }
    }

    private void keep(Stretch stretch) {
        if (usesKept <= MOST_USES) {
            stretches.add(stretch);
            usesKept += stretch.before.size();
        }
    }

    private Stretch last() {
        return stretches.get(stretches.size() - 1);
    }

    /** Whether a record at that position stands before the end of what was folded in order. */
    boolean reaches(Position position) {
        return last().after.map(end -> !position.isAfter(end)).orElse(false);
    }

    /** A record was added behind them. */
    void appended(UsageRecord record, List<Slice> slices) {
        last().folded(record, slices);
    }

    /**
     * Takes a record in.
     *
     * @param now what is taken in all, without it
     * @param source the records, with it
     * @param each is told of each record whose slices may have changed, and of the record
     * @return empty if all have to be folded afresh
     */
    Optional<Change> insert(
            UsageRecord record, Map<PlanPeriod, PlanUse> now, Source source, Consumer<DeductedRecord> each) {
        int at = indexOf(record.position());
        Map<PlanPeriod, PlanUse> after = new HashMap<>(after(at, now));
        Work work = new Work(now, source, each);
        Optional<List<Slice>> slices =
                stretches.get(at).calm ? context.fold.apply(after).insert(record) : Optional.empty();
        if (slices.isEmpty()) {
            return work.refoldedFrom(at, stretches.get(at).before);
        }
        stretches.get(at).folded(record, slices.get());
        each.accept(new DeductedRecord(record, slices.get()));
        work.payAsYouGo(record.hourMeter(), Quantity.ZERO, Slice.uncovered(slices.get()));
        return work.goOn(at + 1, after);
    }

    /**
     * Takes a record out.
     *
     * @param now what is taken in all, with it
     * @param source the records, without it
     * @return empty if all have to be folded afresh
     */
    Optional<Change> remove(UsageRecord record, Map<PlanPeriod, PlanUse> now, Source source) {
        int at = indexOf(record.position());
        Stretch stretch = stretches.get(at);
        Work work = new Work(now, source, moved -> {});
        if (!stretch.calm) {
            return work.refoldedFrom(at, stretch.before);
        }
        // in a calm stretch it got what it would get at the start of it
        Map<PlanPeriod, PlanUse> probe = new HashMap<>(stretch.before);
        DeductionFold fold = context.fold.apply(probe);
        Optional<List<Slice>> slices = fold.insert(record).filter(all -> all.size() == 1);
        Set<PlanPeriod> drawnOn = fold.drainTouched().keySet();
        Map<PlanPeriod, PlanUse> after = new HashMap<>(after(at, now));
        boolean last = drawnOn.stream()
                .anyMatch(period -> use(after, period).lastDraw().equals(Optional.of(record.position())));
        if (slices.isEmpty() || last) {
            return work.refoldedFrom(at, stretch.before);
        }
        for (PlanPeriod period : drawnOn) {
            PlanUse use = use(after, period);
            Quantity units = slices.get().get(0).draw().orElseThrow().units();
            after.put(period, new PlanUse(period, use.settled(), use.taken().minus(units), use.lastDraw()));
        }
        stretch.records--;
        Quantity uncovered = Slice.uncovered(slices.get());
        if (!uncovered.isZero()) {
            stretch.payAsYouGo.merge(record.hourMeter(), uncovered, Quantity::minus);
            work.payAsYouGo(record.hourMeter(), uncovered, Quantity.ZERO);
        }
        return work.goOn(at + 1, after);
    }

    private static PlanUse use(Map<PlanPeriod, PlanUse> uses, PlanPeriod period) {
        return uses.getOrDefault(period, PlanUse.none(period));
    }

    /** The stretch in which a position lies: the last one that begins before it. */
    private int indexOf(Position position) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).after.map(position::isAfter).orElse(true)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private boolean isLast(int stretch) {
        return stretch == stretches.size() - 1;
    }

    /** What was taken after a stretch. */
    private Map<PlanPeriod, PlanUse> after(int stretch, Map<PlanPeriod, PlanUse> now) {
        return isLast(stretch) ? now : stretches.get(stretch + 1).before;
    }

    /** Carries a change on to the end. */
    private final class Work {

        private final Map<PlanPeriod, PlanUse> now;
        private final Source source;
        private final Consumer<DeductedRecord> each;
        private final Map<HourMeter, Exchange> payAsYouGo = new HashMap<>();

        Work(Map<PlanPeriod, PlanUse> now, Source source, Consumer<DeductedRecord> each) {
            this.now = now;
            this.source = source;
            this.each = each;
        }

        void payAsYouGo(HourMeter hour, Quantity before, Quantity after) {
            payAsYouGo.merge(
                    hour,
                    new Exchange(before, after),
                    (a, b) -> new Exchange(a.before.plus(b.before), a.after.plus(b.after)));
        }

        Optional<Change> refoldedFrom(int stretch, Map<PlanPeriod, PlanUse> before) {
            return refolded(stretch, before).flatMap(after -> goOn(stretch + 1, after));
        }

        /** All stretches from one on, before which that is taken now. */
        Optional<Change> goOn(int from, Map<PlanPeriod, PlanUse> before) {
            Map<PlanPeriod, PlanUse> taken = before;
            for (int i = from; i < stretches.size(); i++) {
                Stretch stretch = stretches.get(i);
                Map<PlanPeriod, PlanUse> formerly = stretch.before;
                if (taken.equals(formerly)) {
                    return Optional.of(new Change(Map.of(), payAsYouGo));
                }
                Optional<Map<PlanPeriod, PlanUse>> after = shifted(formerly, taken, Stretches.this.after(i, now));
                stretch.before = Map.copyOf(taken);
                if (after.isEmpty()) {
                    after = refolded(i, taken);
                }
                if (after.isEmpty()) {
                    return Optional.empty();
                }
                taken = after.get();
            }
            Map<PlanPeriod, PlanUse> changed = new HashMap<>(taken);
            changed.entrySet().removeIf(e -> e.getValue().equals(now.get(e.getKey())));
            return Optional.of(new Change(changed, payAsYouGo));
        }

        /** What is taken after a stretch if other amounts are taken before it; empty if plans run dry in it, now or formerly. */
        private Optional<Map<PlanPeriod, PlanUse>> shifted(
                Map<PlanPeriod, PlanUse> formerly, Map<PlanPeriod, PlanUse> taken, Map<PlanPeriod, PlanUse> after) {
            Map<PlanPeriod, PlanUse> shifted = new HashMap<>(after);
            Set<PlanPeriod> periods = new HashSet<>(formerly.keySet());
            periods.addAll(taken.keySet());
            for (PlanPeriod period : periods) {
                PlanUse old = use(formerly, period);
                PlanUse changed = use(taken, period);
                if (changed.equals(old)) {
                    continue;
                }
                PlanUse end = use(after, period);
                Quantity sum = end.taken().plus(changed.taken()).minus(old.taken());
                if (!changed.taken().equals(old.taken()) && (isDry(period, end.taken()) || isDry(period, sum))) {
                    return Optional.empty();
                }
                Optional<Position> last = end.lastDraw().equals(old.lastDraw()) ? changed.lastDraw() : end.lastDraw();
                shifted.put(period, new PlanUse(period, end.settled(), sum, last));
            }
            return Optional.of(shifted);
        }

        private boolean isDry(PlanPeriod period, Quantity taken) {
            return taken.compareTo(context.quota.apply(period)) >= 0;
        }

        /** Folds a stretch again, if it is a short one; answers with what is taken after it. */
        private Optional<Map<PlanPeriod, PlanUse>> refolded(int index, Map<PlanPeriod, PlanUse> before) {
            Stretch stretch = stretches.get(index);
            if (isLast(index) || stretch.records > length * GROWTH) {
                return Optional.empty();
            }
            Stretch again = new Stretch(stretch.after, Map.copyOf(before));
            Map<PlanPeriod, PlanUse> uses = new HashMap<>(before);
            DeductionFold fold = context.fold.apply(uses);
            Position end = stretches.get(index + 1).after.orElseThrow();
            for (UsageRecord record : source.between(stretch.after, end)) {
                List<Slice> slices = fold.append(record);
                again.folded(record, slices);
                each.accept(new DeductedRecord(record, slices));
            }
            Set<HourMeter> hours = new HashSet<>(stretch.payAsYouGo.keySet());
            hours.addAll(again.payAsYouGo.keySet());
            hours.forEach(hour -> payAsYouGo(
                    hour,
                    stretch.payAsYouGo.getOrDefault(hour, Quantity.ZERO),
                    again.payAsYouGo.getOrDefault(hour, Quantity.ZERO)));
            stretches.set(index, again);
            return Optional.of(uses);
        }
    }
}
