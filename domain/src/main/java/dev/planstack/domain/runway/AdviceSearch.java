package dev.planstack.domain.runway;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.plan.PlanPolicies;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Searches for purchases. Each that is tried is lived through for the 30 days on a copy of the account. First two greedy searches find good
 * purchases, then all others are tried by rising price until their price alone is above the best that was found, or the effort is spent.
 */
final class AdviceSearch {

    /** How many steps of expected usage may be lived through in all. */
    private static final int EFFORT = 10_000;

    private static final int STEPS_BY_DAY = 31;
    private static final int STEPS_BY_HOUR = 721;
    private static final int MOST_PURCHASES = 50;

    /** Money that no usage can use up, so that only prices are compared. */
    private static final BigDecimal AMPLE = new BigDecimal("1000000000000");

    /**
     * Purchases that were tried.
     *
     * @param bought the candidates bought, by their numbers, ascending
     * @param price what they cost
     * @param payAsYouGo what pay-as-you-go costs besides
     * @param covered whether no usage is pay-as-you-go
     */
    private record Tried(List<Integer> bought, Money price, Money payAsYouGo, boolean covered) {

        Money cost() {
            return price.plus(payAsYouGo);
        }
    }

    private final Standing standing;
    private final Account account;
    private final List<ExpectedUsage> usage;
    private final Instant until;
    private final List<PlanOffering> candidates;
    private final Money accrued;
    private final Quantity uncoveredBefore;
    private final Standing rich;
    private final Map<List<Integer>, Tried> known = new HashMap<>();
    private int effort;
    private Optional<Tried> withoutSwitch = Optional.empty();
    private Tried cheapest;

    AdviceSearch(Standing standing, List<ExpectedUsage> usage, Collection<PlanOffering> catalog) {
        this.standing = standing;
        this.account = standing.snapshot().account();
        this.usage = usage;
        this.until = standing.now().plus(Advice.LENGTH);
        Set<MeterCode> used = usage.stream()
                .filter(expected -> expected.perHour().signum() > 0)
                .map(expected -> expected.meter().code())
                .collect(Collectors.toSet());
        this.candidates = catalog.stream()
                .filter(offering -> !offering.withdrawn()
                        && offering.prices().containsKey(account.settings().currency())
                        && offering.meters().keySet().stream().anyMatch(used::contains))
                .sorted(Comparator.comparing(this::priceOf)
                        .thenComparing(offering -> offering.id().value()))
                .toList();
        AccountBook book = standing.book(standing.records());
        this.accrued = book.accrued();
        this.uncoveredBefore = uncovered(
                book.provisionalHours().stream().map(HourUse::payAsYouGo).toList());
        Money ample = new Money(AMPLE, account.settings().currency());
        this.rich = standing.with(account.post(TransactionType.ADJUSTMENT, ample, Optional.empty(), standing.now())
                .account());
        this.cheapest = tried(List.of());
    }

    private Money priceOf(PlanOffering offering) {
        return PlanPolicies.priceFor(account, offering);
    }

    private static Quantity uncovered(Collection<Quantity> parts) {
        return parts.stream().reduce(Quantity.ZERO, Quantity::plus);
    }

    Advice search() {
        Tried nothing = cheapest;
        note(nothing);
        addGreedily(nothing, false);
        addGreedily(nothing, true);
        boolean all = tryAll(nothing, withoutSwitch.isPresent());
        return new Advice(
                standing.now(),
                until,
                usage,
                choice(nothing, nothing, true),
                withoutSwitch.map(tried -> choice(tried, nothing, all)),
                choice(cheapest, nothing, all));
    }

    /** Adds what helps most, one by one, until nothing helps any more, or all is covered. */
    private void addGreedily(Tried from, boolean untilCovered) {
        Tried now = from;
        while (!now.covered() && now.bought().size() < MOST_PURCHASES) {
            Tried before = now;
            Comparator<Tried> best = untilCovered
                    ? Comparator.comparing(after -> dearness(before, after))
                    : Comparator.comparing(Tried::cost);
            Optional<Tried> next = IntStream.range(0, candidates.size())
                    .mapToObj(candidate -> with(before.bought(), candidate))
                    .flatMap(bought -> tryOut(bought).stream())
                    .filter(after -> untilCovered
                            ? after.payAsYouGo().compareTo(before.payAsYouGo()) < 0 || after.covered()
                            : after.cost().compareTo(before.cost()) < 0)
                    .min(best);
            if (next.isEmpty()) {
                return;
            }
            now = next.get();
        }
    }

    /** What is paid for each unit of money of pay-as-you-go that is covered, scaled so that whole numbers tell them apart. */
    private static BigDecimal dearness(Tried before, Tried after) {
        Money gain = before.payAsYouGo().minus(after.payAsYouGo());
        Money paid = after.price().minus(before.price());
        return gain.amount().signum() <= 0 ? AMPLE : paid.amount().divide(gain.amount(), MathContext.DECIMAL64);
    }

    /** Tries all purchases by rising price; false if the effort is spent before none can be better any more. */
    private boolean tryAll(Tried nothing, boolean coverable) {
        PriorityQueue<Tried> open = new PriorityQueue<>(Comparator.comparing(Tried::price)
                .thenComparing(tried -> tried.bought().toString()));
        open.add(nothing);
        while (!open.isEmpty()) {
            Tried tried = open.remove();
            if (tried.covered()) {
                // more would only cost more
                continue;
            }
            int last = tried.bought().isEmpty()
                    ? 0
                    : tried.bought().get(tried.bought().size() - 1);
            for (int candidate = last; candidate < candidates.size(); candidate++) {
                Money price = tried.price().plus(priceOf(candidates.get(candidate)));
                if (!canBeBest(price, coverable)) {
                    // candidates are in the order of their prices
                    break;
                }
                Optional<Tried> next = tried.bought().size() < MOST_PURCHASES
                        ? tryOut(with(tried.bought(), candidate))
                        : Optional.empty();
                if (next.isEmpty()) {
                    return false;
                }
                open.add(next.get());
            }
        }
        return true;
    }

    private boolean canBeBest(Money price, boolean coverable) {
        return price.compareTo(cheapest.cost()) < 0
                || (coverable
                        && withoutSwitch
                                .map(best -> price.compareTo(best.price()) < 0)
                                .orElse(true));
    }

    private static List<Integer> with(List<Integer> bought, int candidate) {
        List<Integer> more = new ArrayList<>(bought);
        more.add(candidate);
        more.sort(Comparator.naturalOrder());
        return List.copyOf(more);
    }

    /** Lives purchases through, unless the effort is spent. */
    private Optional<Tried> tryOut(List<Integer> bought) {
        Tried before = known.get(bought);
        if (before != null) {
            return Optional.of(before);
        }
        boolean hourly = bought.stream()
                .anyMatch(candidate -> candidates.get(candidate).period().equals(Optional.of(Period.HOUR)));
        effort += hourly ? STEPS_BY_HOUR : STEPS_BY_DAY;
        if (effort > EFFORT) {
            return Optional.empty();
        }
        Tried tried = tried(bought);
        known.put(bought, tried);
        note(tried);
        return Optional.of(tried);
    }

    private void note(Tried tried) {
        if (tried.cost().compareTo(cheapest.cost()) < 0) {
            cheapest = tried;
        }
        if (tried.covered()
                && withoutSwitch
                        .map(best -> tried.price().compareTo(best.price()) < 0)
                        .orElse(true)) {
            withoutSwitch = Optional.of(tried);
        }
    }

    private Tried tried(List<Integer> bought) {
        List<Intent> purchases = bought.stream()
                .map(candidate -> new Intent(candidates.get(candidate), standing.now(), Optional.empty()))
                .toList();
        Future future =
                Course.of(rich, new Supposition(purchases, List.of(), usage), Band.EXPECTED, until, Duration.ZERO);
        Money zero = Money.zero(account.settings().currency());
        Money charged =
                future.charges().stream().map(Future.MonthCharge::amount).reduce(zero, Money::plus);
        Quantity uncovered = uncovered(
                future.charges().stream().map(Future.MonthCharge::payAsYouGo).toList());
        Money price = bought.stream()
                .map(candidate -> priceOf(candidates.get(candidate)))
                .reduce(zero, Money::plus);
        return new Tried(bought, price, charged.minus(accrued), uncovered.equals(uncoveredBefore));
    }

    private Advice.Choice choice(Tried tried, Tried nothing, boolean exact) {
        Map<Integer, Long> counts =
                tried.bought().stream().collect(Collectors.groupingBy(candidate -> candidate, Collectors.counting()));
        Money missing = tried.price().minus(account.available(accrued));
        boolean paidFor = tried.bought().isEmpty() || missing.isNegative();
        return new Advice.Choice(
                IntStream.range(0, candidates.size())
                        .filter(counts::containsKey)
                        .mapToObj(candidate -> new Advice.Purchase(
                                candidates.get(candidate),
                                Math.toIntExact(counts.getOrDefault(candidate, 0L)),
                                priceOf(candidates.get(candidate))))
                        .toList(),
                tried.price(),
                tried.payAsYouGo(),
                nothing.cost().minus(tried.cost()),
                paidFor ? Money.zero(missing.currency()) : missing,
                exact);
    }
}
