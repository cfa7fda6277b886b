package dev.planstack.persistence;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.OpenRecords;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.RunOutAlert;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Drives the book of one account by chance, the same for the same seed. */
final class RandomBook {

    static final List<PlanOffering> OFFERINGS = List.of(
            Samples.offering("total", Optional.empty(), "12", "P2D"),
            Samples.offering("hourly", Optional.of(Period.HOUR), "1.5", "PT30H"),
            Samples.offering("daily", Optional.of(Period.DAY), "4", "P5D"),
            Samples.offering("monthly", Optional.of(Period.MONTH), "30", "P1M"));

    private final Random random;
    private final BillingCalendar calendar;
    private final OpenRecords records;
    private final List<UsageRecord> accepted = new ArrayList<>();
    private AccountBook book;
    private Instant now;
    private int ids;

    RandomBook(AccountId account, long seed, BillingCalendar calendar, OpenRecords records) {
        this.random = new Random(seed);
        this.calendar = calendar;
        this.records = records;
        this.now = Ports.START;
        AccountSettings settings = AccountSettings.of("random", Samples.USD);
        this.book = AccountBook.open(
                calendar, Samples.METERS, Licensing.NONE, records, Account.open(account, settings, now), now);
        RunOutAlert unused = book.setRunOutAlert(Samples.TRAFFIC, 3, now);
    }

    AccountBook book() {
        return book;
    }

    void goOnWith(AccountBook other) {
        book = other;
    }

    Instant now() {
        return now;
    }

    OpenRecords records() {
        return records;
    }

    List<UsageRecord> accepted() {
        return accepted;
    }

    /** Lets time pass; {@code save} keeps what was changed. */
    void pass(Runnable save) {
        Instant to = now.plus(
                random.nextInt(20) == 0
                        ? Duration.ofHours(random.nextInt(900))
                        : Duration.ofMinutes(random.nextInt(150)));
        while (book.nextDue().filter(due -> !due.at().isAfter(to)).isPresent()) {
            now = book.nextDue().orElseThrow().at();
            book.run(book.nextDue().orElseThrow());
            save.run();
        }
        now = to;
    }

    void act() {
        switch (random.nextInt(10)) {
            case 0, 1 -> expectAny(book.topUp(Money.of(random.nextInt(60) + ".00", "USD"), Optional.of("paid"), now));
            case 2, 3 -> expectAny(book.purchase(any(OFFERINGS), effectiveAt(), now));
            case 4 -> anyPlan().ifPresent(plan -> expectAny(book.freeze(plan, now)));
            case 5 -> anyPlan().ifPresent(plan -> expectAny(book.unfreeze(plan, now)));
            case 6 -> anyPlan().ifPresent(plan -> expectAny(book.renew(plan, offeringOf(plan), Optional.empty(), now)));
            case 7 -> voidAny();
            default -> use();
        }
    }

    private Optional<Instant> effectiveAt() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(now.plus(Duration.ofMinutes(random.nextInt(400))));
    }

    private void use() {
        List<UsageRecord> batch = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            boolean traffic = random.nextBoolean();
            Instant at = random.nextInt(4) == 0
                    ? now.minus(Duration.ofMinutes(random.nextInt(4000)))
                    : now.plus(Duration.ofSeconds(random.nextInt(600) - 300));
            batch.add(UsageRecord.received(
                    new RecordId((random.nextBoolean() ? "r" : "\uD801\uDC37'\"\\") + ids++),
                    traffic ? Samples.TRAFFIC : Samples.TRANSCODE,
                    Quantity.of(traffic ? (1 + random.nextInt(9000)) + "e-3" : Integer.toString(1 + random.nextInt(9))),
                    at,
                    now,
                    calendar));
        }
        accepted.addAll(batch);
        expectAny(book.accept(batch, now));
    }

    private void voidAny() {
        List<UsageRecord> open = records.between(Instant.MIN, Instant.MAX);
        if (!open.isEmpty()) {
            expectAny(book.voidRecord(any(open), now));
        }
    }

    private Optional<Plan> anyPlan() {
        List<Plan> plans = List.copyOf(book.allPlans());
        return plans.isEmpty() ? Optional.empty() : Optional.of(any(plans));
    }

    private static PlanOffering offeringOf(Plan plan) {
        return OFFERINGS.stream()
                .filter(o -> o.id().equals(plan.terms().offering()))
                .findAny()
                .orElseThrow();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    // a refusal is as good as a success: it changes nothing
    private static void expectAny(Object outcome) {
        if (outcome == null) {
            throw new AssertionError("no outcome");
        }
    }
}
