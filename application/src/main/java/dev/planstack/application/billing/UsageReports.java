package dev.planstack.application.billing;

import dev.planstack.application.billing.UsageQueries.DeductionFilter;
import dev.planstack.application.billing.UsageQueries.RecordFilter;
import dev.planstack.application.meter.MeterStore;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.UsageRecords;
import dev.planstack.application.shared.UsageRecords.StoredRecord;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.Explanation;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.TierPart;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What usage did: record by record with its reasons (rule U6), deduction by deduction, and summed up over time. */
public final class UsageReports {

    private final Reads reads;
    private final BookReader books;
    private final UsageRecords stored;
    private final UsageQueries queries;
    private final MeterStore meters;

    /** Reports over what is stored. */
    public UsageReports(Reads reads, BookReader books, UsageRecords stored, UsageQueries queries, MeterStore meters) {
        this.reads = reads;
        this.books = books;
        this.stored = stored;
        this.queries = queries;
        this.meters = meters;
    }

    /** One record with what it does and why; empty if it is not there or was voided. */
    public Committed<Optional<UsageView>> explain(AccountId account, RecordId id) {
        return reads.see(moment -> Optional.ofNullable(
                        stored.find(account, List.of(id)).get(id))
                .filter(record -> !record.voided())
                .flatMap(record -> books.read(account, moment).map(book -> explain(book, record, moment.calendar()))));
    }

    private UsageView explain(AccountBook book, StoredRecord record, BillingCalendar calendar) {
        List<DeductedRecord> hour = hour(book, record, calendar);
        DeductedRecord deducted = hour.stream()
                .filter(d -> d.record().id().equals(record.record().id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not in its hour: " + record));
        return new UsageView(
                deducted,
                record.settled(),
                Explanation.of(deducted, book.allPlans(), calendar),
                tiers(book, deducted, hour, calendar));
    }

    /** The records of the hour that a record counts in, in order. */
    private List<DeductedRecord> hour(AccountBook book, StoredRecord record, BillingCalendar calendar) {
        Instant hour = record.record().hour();
        if (record.settled()) {
            return stored.settled(book.account().id(), hour);
        }
        return book.openDeduction(calendar.hourEnd(hour)).records().stream()
                .filter(d -> d.record().hour().equals(hour))
                .toList();
    }

    private List<TierPart> tiers(
            AccountBook book, DeductedRecord deducted, List<DeductedRecord> hour, BillingCalendar calendar) {
        UsageRecord record = deducted.record();
        Quantity mine = payAsYouGo(Stream.of(deducted), record.meter());
        if (mine.isZero()) {
            return List.of();
        }
        Quantity earlier =
                payAsYouGo(hour.stream().takeWhile(d -> !d.record().id().equals(record.id())), record.meter());
        Quantity before = queries.payAsYouGo(
                        book.account().id(), record.meter(), calendar.monthOf(record.hour()), record.hour())
                .plus(earlier);
        return meters.find(record.meter())
                .orElseThrow()
                .charging(book.account().settings().currency(), record.hour())
                .split(before, mine);
    }

    private static Quantity payAsYouGo(Stream<DeductedRecord> records, MeterCode meter) {
        return records.filter(d -> d.record().meter().equals(meter))
                .flatMap(d -> d.slices().stream())
                .filter(Slice::isPayAsYouGo)
                .map(Slice::quantity)
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    /** Deductions in their order, final ones and those of open hours as they stand; empty if there is no such account. */
    public Committed<Optional<Page<DeductionRow>>> deductions(
            AccountId account, DeductionFilter filter, Page.Request page, Optional<DeductionRow.Cursor> after) {
        return reads.see(moment -> books.read(account, moment).map(book -> {
            List<DeductionRow> rows =
                    new ArrayList<>(queries.settledDeductions(account, filter, after, page.limit() + 1));
            if (rows.size() <= page.limit()) {
                book.openDeduction(Instant.MAX).records().stream()
                        .flatMap(UsageReports::rows)
                        .filter(row -> matches(row, filter))
                        .filter(row -> after.isEmpty() || row.cursor().compareTo(after.get()) > 0)
                        .limit(page.limit() + 1L - rows.size())
                        .forEach(rows::add);
            }
            return Page.of(rows, page, row -> row.cursor().text());
        }));
    }

    /** Records in the order of deduction with what they do, final or as it stands; empty if there is no such account. */
    public Committed<Optional<Page<RecordRow>>> records(
            AccountId account, RecordFilter filter, Page.Request page, Optional<DeductionRow.Cursor> after) {
        return reads.see(moment -> books.read(account, moment).map(book -> {
            List<RecordRow> rows = new ArrayList<>();
            queries.settledRecords(account, filter, after, page.limit() + 1)
                    .forEach(deducted -> rows.add(new RecordRow(deducted, true)));
            if (rows.size() <= page.limit()) {
                book.openDeduction(Instant.MAX).records().stream()
                        .map(deducted -> new RecordRow(deducted, false))
                        .filter(row -> matches(row.deducted().record(), filter))
                        .filter(row -> after.isEmpty() || row.cursor().compareTo(after.get()) > 0)
                        .limit(page.limit() + 1L - rows.size())
                        .forEach(rows::add);
            }
            return Page.of(rows, page, row -> row.cursor().text());
        }));
    }

    private static boolean matches(UsageRecord record, RecordFilter filter) {
        return filter.meter().map(record.meter()::equals).orElse(true)
                && filter.from().map(from -> !record.hour().isBefore(from)).orElse(true)
                && filter.to().map(record.hour()::isBefore).orElse(true);
    }

    private static Stream<DeductionRow> rows(DeductedRecord deducted) {
        List<DeductionRow> rows = new ArrayList<>();
        List<Slice> slices = deducted.slices();
        for (int i = 0; i < slices.size(); i++) {
            int ordinal = i;
            Slice slice = slices.get(i);
            slice.draw()
                    .ifPresent(draw ->
                            rows.add(new DeductionRow(deducted.record(), ordinal, slice.quantity(), draw, false)));
        }
        return rows.stream();
    }

    private static boolean matches(DeductionRow row, DeductionFilter filter) {
        Instant at = row.record().occurredAt();
        return filter.plan().map(row.draw().plan()::equals).orElse(true)
                && filter.meter().map(row.record().meter()::equals).orElse(true)
                && filter.from().map(from -> !at.isBefore(from)).orElse(true)
                && filter.to().map(at::isBefore).orElse(true);
    }

    /**
     * Usage by hour, day or month, oldest first; empty if there is no such account.
     *
     * @param from only hours that start at this instant or later
     * @param to only hours that start before this instant
     */
    public Committed<Optional<Page<UsageRow>>> summary(
            AccountId account,
            Optional<MeterCode> meter,
            Optional<Instant> from,
            Optional<Instant> to,
            Period by,
            Page.Request page) {
        return reads.see(moment -> books.read(account, moment)
                .map(book -> Page.ofAll(
                        List.copyOf(sums(book, queries.hours(account, meter, from, to), by, moment.calendar())
                                .values()),
                        page,
                        row -> row.start() + " " + row.meter())));
    }

    private static Map<String, UsageRow> sums(
            AccountBook book, List<HourUse> hours, Period by, BillingCalendar calendar) {
        Map<String, Money> provisional = book.provisionalHours().stream()
                .collect(Collectors.toMap(UsageReports::key, use -> use.amount().orElseThrow()));
        Function<HourUse, UsageRow> row = use -> new UsageRow(
                by.startOf(use.hour(), calendar),
                use.meter(),
                use.quantity(),
                use.payAsYouGo(),
                use.amount().orElseGet(() -> provisional.get(key(use))),
                use.amount().isPresent());
        Map<String, UsageRow> sums = new LinkedHashMap<>();
        hours.stream()
                .filter(use -> !use.quantity().isZero())
                .map(row)
                .forEach(r -> sums.merge(r.start() + " " + r.meter(), r, UsageRow::plus));
        return sums;
    }

    private static String key(HourUse use) {
        return use.hour() + " " + use.meter();
    }
}
