package dev.planstack.bootstrap.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.verify.UsageCheck.MeterAt;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The balance of an account, and what was billed, bought and paid back (invariant 3, rules M3, M4, B4, P9). */
final class MoneyCheck {

    private static final String THREE = "invariant 3";
    private static final String NUMBERS = "numbering";

    private static final DateTimeFormatter BILL_ID = DateTimeFormatter.ofPattern(
                    "'bill-'uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A transaction. */
    record Posting(
            long number, String type, BigDecimal amount, BigDecimal after, Instant at, Optional<String> reference) {}

    /** What a line of a bill charges. */
    private record Charged(BigDecimal quantity, BigDecimal amount) {}

    private final String id;
    private final String currency;
    private final Zone zone;
    private final Catalog catalog;
    private final Report report;
    private final Map<Long, Posting> postings = new LinkedHashMap<>();
    private final Map<String, List<Posting>> byReference = new HashMap<>();
    private final Set<Long> billed = new HashSet<>();
    private final Map<MeterAt, Charged> lines = new LinkedHashMap<>();
    private final Map<MeterAt, Optional<BigDecimal>> hours = new LinkedHashMap<>();
    private final Map<MeterAt, BigDecimal> months = new LinkedHashMap<>();
    private final Map<MeterAt, BigDecimal> toldMonths = new LinkedHashMap<>();
    private BigDecimal balance = BigDecimal.ZERO;

    MoneyCheck(String id, String currency, Zone zone, Catalog catalog, Report report) {
        this.id = id;
        this.currency = currency;
        this.zone = zone;
        this.catalog = catalog;
        this.report = report;
    }

    Collection<Posting> postings() {
        return postings.values();
    }

    void transaction(Line line) {
        Posting posting = new Posting(
                line.number("number"),
                line.text("type"),
                line.decimal("amount"),
                line.decimal("balanceAfter"),
                line.instant("at"),
                line.optionalText("reference"));
        if (posting.number() != postings.size() + 1) {
            report.violation(
                    NUMBERS,
                    id,
                    "transaction " + (postings.size() + 1) + " is missing: " + posting.number() + " comes next");
        }
        postings.put(posting.number(), posting);
        posting.reference()
                .ifPresent(reference -> byReference
                        .computeIfAbsent(reference, key -> new ArrayList<>())
                        .add(posting));
        balance = balance.add(posting.amount());
        if (balance.compareTo(posting.after()) != 0) {
            report.violation(
                    THREE,
                    id,
                    "after transaction " + posting.number() + " the balance is " + balance + ", not "
                            + posting.after());
            balance = posting.after();
        }
    }

    void bill(Line line) {
        Instant hour = line.instant("hour");
        String bill = BILL_ID.format(hour);
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode item : line.node("lines")) {
            Line entry = new Line(line.number(), item);
            MeterAt key = new MeterAt(hour, entry.text("meter"));
            lines.put(key, new Charged(entry.decimal("quantity"), entry.decimal("amount")));
            total = total.add(entry.decimal("amount"));
            BigDecimal parts = BigDecimal.ZERO;
            for (JsonNode part : entry.node("tiers")) {
                parts = parts.add(new Line(line.number(), part).decimal("quantity"));
            }
            if (parts.compareTo(entry.decimal("quantity")) != 0) {
                report.violation(THREE, id, "the tiers of " + bill + " for " + key.meter() + " do not add up");
            }
        }
        if (total.compareTo(line.decimal("total")) != 0) {
            report.violation(THREE, id, bill + " says " + line.decimal("total") + ", but its lines add up to " + total);
        }
        long number = line.number("transaction");
        boolean posted = Optional.ofNullable(postings.get(number))
                .filter(p -> p.type().equals("bill")
                        && p.amount().negate().compareTo(line.decimal("total")) == 0
                        && p.reference().equals(Optional.of(bill))
                        && p.at().equals(zone.billedAt(hour)))
                .isPresent();
        if (!posted || !billed.add(number)) {
            report.violation(THREE, id, bill + " was not posted as transaction " + number);
        }
    }

    void hourUse(Line line) {
        hours.put(new MeterAt(line.instant("hour"), line.text("meter")), line.optionalDecimal("amount"));
    }

    void monthUse(Line line) {
        toldMonths.put(new MeterAt(line.instant("month"), line.text("meter")), line.decimal("payAsYouGo"));
    }

    /**
     * All was told.
     *
     * @param toBill the quantities that bills have to charge, by hour and meter in order
     */
    void end(Line account, Collection<PlanFacts> plans, Map<MeterAt, BigDecimal> toBill) {
        if (account.number("transactions") != postings.size()) {
            report.violation(
                    NUMBERS,
                    id,
                    "there are " + postings.size() + " transactions, but it says " + account.number("transactions"));
        }
        if (account.decimal("balance").compareTo(balance) != 0) {
            report.violation(
                    THREE,
                    id,
                    "its transactions add up to " + balance + ", but its balance is " + account.decimal("balance"));
        }
        postings.values().stream()
                .filter(p -> p.type().equals("bill") && !billed.contains(p.number()))
                .forEach(p -> report.violation(THREE, id, "transaction " + p.number() + " belongs to no bill"));
        toBill.forEach(this::charged);
        lines.keySet().stream()
                .filter(key -> !toBill.containsKey(key))
                .forEach(key -> report.violation(
                        THREE, id, BILL_ID.format(key.start()) + " charges " + key.meter() + " for nothing"));
        hours.forEach(this::amount);
        months.forEach((key, quantity) -> month(key, quantity, toldMonths.remove(key)));
        toldMonths.forEach((key, said) -> month(key, BigDecimal.ZERO, said));
        plans.forEach(this::paid);
    }

    private void charged(MeterAt key, BigDecimal quantity) {
        String what = BILL_ID.format(key.start()) + " for " + key.meter();
        MeterAt month = new MeterAt(zone.monthOf(key.start()), key.meter());
        BigDecimal before = months.getOrDefault(month, BigDecimal.ZERO);
        months.put(month, before.add(quantity));
        Charged line = lines.getOrDefault(key, new Charged(BigDecimal.ZERO, BigDecimal.ZERO));
        if (line.quantity().compareTo(quantity) != 0) {
            report.violation(
                    THREE,
                    id,
                    what + " charges " + UsageCheck.plain(line.quantity()) + " of " + UsageCheck.plain(quantity));
            return;
        }
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        Optional<BigDecimal> expected = catalog.charge(key.meter(), currency, digits, key.start(), before, quantity);
        if (expected.filter(amount -> amount.compareTo(line.amount()) == 0).isEmpty()) {
            report.violation(
                    THREE,
                    id,
                    what + " is " + line.amount() + ", but the prices make it "
                            + expected.map(BigDecimal::toString).orElse("nothing"));
        }
    }

    private void amount(MeterAt key, Optional<BigDecimal> said) {
        BigDecimal billedAmount = lines.getOrDefault(key, new Charged(BigDecimal.ZERO, BigDecimal.ZERO))
                .amount();
        if (said.isPresent() && said.get().compareTo(billedAmount) != 0) {
            report.violation(
                    THREE,
                    id,
                    "the hour " + key.start() + " of " + key.meter() + " says " + said.get() + ", but " + billedAmount
                            + " was billed");
        }
    }

    private void month(MeterAt key, BigDecimal quantity, @Nullable BigDecimal said) {
        if (said == null || said.compareTo(quantity) != 0) {
            report.violation(
                    THREE,
                    id,
                    "the month " + key.start() + " of " + key.meter() + ": " + UsageCheck.plain(quantity)
                            + " was billed, but it says " + said);
        }
    }

    /** A plan was paid for once, and paid back if it was refunded (rules P9, P11). */
    private void paid(PlanFacts plan) {
        List<Posting> own = byReference.getOrDefault(plan.id, List.of());
        once(plan, own, "purchase", plan.price.negate(), Optional.of(plan.purchasedAt));
        once(plan, own, "refund", plan.price, plan.refundedAt);
    }

    private void once(PlanFacts plan, List<Posting> own, String type, BigDecimal amount, Optional<Instant> at) {
        List<Posting> found = own.stream().filter(p -> p.type().equals(type)).toList();
        boolean right = at.isEmpty()
                ? found.isEmpty()
                : found.size() == 1
                        && found.get(0).amount().compareTo(amount) == 0
                        && found.get(0).at().equals(at.get());
        if (!right) {
            report.violation(THREE, id, plan.id + " has no matching transaction of type " + type + ", or too many");
        }
    }
}
