package dev.planstack.bootstrap.verify;

import dev.planstack.bootstrap.verify.MoneyCheck.Posting;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** License orders of an account: an expiry never moves back, and renewals are what was charged for (invariant 6). */
final class LicenseCheck {

    private static final String SIX = "invariant 6";

    private record Renewal(Line line, long order) {}

    private final String account;
    private final Report report;
    private final Map<Long, Renewal> renewals = new HashMap<>();
    private Optional<Line> order = Optional.empty();
    private Instant expiry = Instant.MIN;

    LicenseCheck(String account, Report report) {
        this.account = account;
        this.report = report;
    }

    void order(Line line) {
        endOrder();
        order = Optional.of(line);
        expiry = line.instant("firstExpiresAt");
    }

    void renewal(Line line) {
        long number = order.map(o -> o.number("number")).orElse(0L);
        String what = "a renewal of order " + line.number("order") + " at " + line.instant("at");
        if (line.number("order") != number) {
            report.violation(SIX, account, what + " belongs to no order");
            return;
        }
        if (!line.instant("from").equals(expiry)) {
            report.violation(
                    SIX, account, what + " extends " + line.instant("from") + ", but the order ended " + expiry);
        }
        if (!line.instant("to").isAfter(line.instant("from"))) {
            report.violation(SIX, account, what + " moves the expiry back to " + line.instant("to"));
        }
        expiry = line.instant("to");
        if (renewals.put(line.number("transaction"), new Renewal(line, number)) != null) {
            report.violation(SIX, account, what + " was charged for as another one was");
        }
    }

    private void endOrder() {
        order.filter(line -> !line.instant("expiresAt").equals(expiry))
                .ifPresent(line -> report.violation(
                        SIX,
                        account,
                        "order " + line.number("number") + " expires at " + line.instant("expiresAt")
                                + ", but its terms end " + expiry));
    }

    /** All was told; renewals of plans are charged with the plan as reference. */
    void end(Collection<Posting> postings, Set<String> plans) {
        endOrder();
        Set<Long> charged = new HashSet<>();
        for (Posting posting : postings) {
            boolean ofPlan = posting.reference().filter(plans::contains).isPresent();
            if (!posting.type().equals("renewal") || ofPlan) {
                continue;
            }
            Optional<Renewal> renewal = Optional.ofNullable(renewals.get(posting.number()));
            boolean right = renewal.filter(
                            r -> r.line().decimal("amount").negate().compareTo(posting.amount()) == 0
                                    && r.line().instant("at").equals(posting.at()))
                    .isPresent();
            if (!right) {
                report.violation(SIX, account, "transaction " + posting.number() + " charges for no renewal");
            }
            charged.add(posting.number());
        }
        renewals.forEach((number, renewal) -> {
            if (!charged.contains(number)) {
                report.violation(
                        SIX,
                        account,
                        "a renewal of order " + renewal.order() + " at "
                                + renewal.line().instant("at") + " was not charged for");
            }
        });
    }
}
