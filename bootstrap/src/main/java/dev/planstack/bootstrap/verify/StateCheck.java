package dev.planstack.bootstrap.verify;

import dev.planstack.bootstrap.verify.MoneyCheck.Posting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of an account, lived through again from its transactions, its settings and the clock alone (invariant 7, rules A2 to
 * A5).
 *
 * <p>Settings are told of as they are now. So what came before they were last changed is taken from the events; what came
 * after is computed, and has to give the events and the state that are told.
 */
final class StateCheck {

    private static final String SEVEN = "invariant 7";

    private static final String OVERDUE = "account.overdue";
    private static final String SUSPENDED = "account.suspended";
    private static final String RESTORED = "account.restored";
    private static final String RELEASED = "account.released";
    private static final Set<String> CHANGES = Set.of(OVERDUE, SUSPENDED, RESTORED, RELEASED);

    private record Change(String type, Instant at) {}

    private final String account;
    private final Line settings;
    private final Zone zone;
    private final Instant now;
    private final boolean workPending;
    private final Report report;
    private final List<Change> told = new ArrayList<>();
    private final List<Change> computed = new ArrayList<>();
    private final Map<String, Instant> state = new HashMap<>();
    private BigDecimal balance = BigDecimal.ZERO;

    StateCheck(Line settings, Zone zone, Instant now, boolean workPending, Report report) {
        this.account = settings.text("id");
        this.settings = settings;
        this.zone = zone;
        this.now = now;
        this.workPending = workPending;
        this.report = report;
    }

    void event(Line line) {
        if (CHANGES.contains(line.text("type"))) {
            told.add(new Change(line.text("type"), line.instant("at")));
        }
    }

    void end(Collection<Posting> postings) {
        Instant since = settings.instant("configuredAt");
        told.stream().filter(change -> !change.at().isAfter(since)).forEach(this::apply);
        List<Posting> after = new ArrayList<>();
        for (Posting posting : postings) {
            if (posting.at().isAfter(since)) {
                after.add(posting);
            } else {
                balance = posting.after();
            }
        }
        for (Posting posting : after) {
            pass(posting.at(), posting.type().equals("bill"));
            balance = posting.after();
            settle(posting.at());
        }
        pass(now, false);
        List<Change> expected =
                told.stream().filter(change -> change.at().isAfter(since)).toList();
        if (!sameUpToNow(computed, expected)) {
            report.violation(
                    SEVEN,
                    account,
                    "since " + since + " it should have become " + computed + ", but it became " + expected);
        }
        compare("overdueSince", OVERDUE);
        compare("suspendedAt", SUSPENDED);
        compare("releasedAt", RELEASED);
    }

    /** What is due now may not be done yet. */
    private boolean sameUpToNow(List<Change> all, List<Change> found) {
        return all.equals(found)
                || (workPending
                        && all.stream()
                                .filter(change -> change.at().isBefore(now))
                                .toList()
                                .equals(found));
    }

    private void compare(String field, String change) {
        Optional<Instant> expected = Optional.ofNullable(state.get(change));
        Optional<Instant> said = settings.optionalInstant(field);
        boolean notYet = workPending && said.isEmpty() && expected.equals(Optional.of(now));
        if (!said.equals(expected) && !notYet) {
            report.violation(SEVEN, account, field + " should be " + text(expected) + ", but is " + text(said));
        }
    }

    private static String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse("null");
    }

    /** Does what falls due up to an instant; hours that are billed at the instant come before what else is due at it (T5). */
    private void pass(Instant to, boolean billing) {
        Optional<Instant> due = due();
        while (due.isPresent() && (billing ? due.get().isBefore(to) : !due.get().isAfter(to))) {
            change(state.containsKey(SUSPENDED) ? RELEASED : SUSPENDED, due.get());
            due = due();
        }
    }

    private Optional<Instant> due() {
        if (!state.containsKey(OVERDUE) || state.containsKey(RELEASED)) {
            return Optional.empty();
        }
        if (state.containsKey(SUSPENDED)) {
            return Optional.of(zone.plus(state.get(SUSPENDED), settings.text("releaseAfter")));
        }
        return Optional.of(zone.plus(state.get(OVERDUE), settings.text("protectionDuration")));
    }

    /** The state after a movement: overdue, restored, or suspended for owing too much (rules A2 to A4). */
    private void settle(Instant at) {
        if (state.containsKey(RELEASED)) {
            return;
        }
        BigDecimal covered = balance.add(settings.decimal("creditLimit"));
        if (covered.signum() >= 0 && state.containsKey(OVERDUE)) {
            change(RESTORED, at);
        } else if (covered.signum() < 0 && !state.containsKey(OVERDUE)) {
            change(OVERDUE, at);
        }
        boolean tooMuch = settings.optionalDecimal("protectionAmount")
                .filter(amount -> covered.negate().compareTo(amount) > 0)
                .isPresent();
        if (tooMuch && state.containsKey(OVERDUE) && !state.containsKey(SUSPENDED)) {
            change(SUSPENDED, at);
        }
        pass(at, true);
    }

    private void change(String type, Instant at) {
        Change change = new Change(type, at);
        computed.add(change);
        apply(change);
    }

    private void apply(Change change) {
        if (change.type().equals(RESTORED)) {
            state.clear();
        } else {
            state.put(change.type(), change.at());
        }
    }
}
