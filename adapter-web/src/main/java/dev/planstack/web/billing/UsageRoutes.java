package dev.planstack.web.billing;

import dev.planstack.application.billing.DeductionRow;
import dev.planstack.application.billing.Usage;
import dev.planstack.application.billing.UsageBatch;
import dev.planstack.application.billing.UsageQueries.DeductionFilter;
import dev.planstack.application.billing.UsageQueries.RecordFilter;
import dev.planstack.application.billing.UsageReports;
import dev.planstack.application.billing.UsageResult;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.OneOf;
import dev.planstack.web.shared.Query;
import dev.planstack.web.shared.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/usage}, and what became of it under {@code /v1/accounts/{account}}. */
public final class UsageRoutes {

    private static final String ACCOUNT = "/v1/accounts/{account}";

    private final Usage usage;
    private final UsageReports reports;

    private UsageRoutes(Usage usage, UsageReports reports) {
        this.usage = usage;
        this.reports = reports;
    }

    /** Adds the routes. */
    public static void add(Routes routes, Usage usage, UsageReports reports) {
        UsageRoutes self = new UsageRoutes(usage, reports);
        routes.post(Needs.INGEST, "/v1/usage", Set.of("results"), self::record);
        routes.get(
                Needs.READ, ACCOUNT + "/usage", Set.of("meter", "from", "to", "by", "limit", "after"), self::summary);
        routes.get(Needs.READ, ACCOUNT + "/usage/{id}", Set.of(), self::explain);
        routes.delete(Needs.ADMIN, ACCOUNT + "/usage/{id}", self::voidRecord);
        routes.get(
                Needs.READ, ACCOUNT + "/usage-records", Set.of("meter", "from", "to", "limit", "after"), self::records);
        routes.get(
                Needs.READ,
                ACCOUNT + "/deductions",
                Set.of("plan", "meter", "from", "to", "limit", "after"),
                self::deductions);
    }

    private CompletableFuture<Answer> record(Call call) {
        boolean withResults =
                call.query().get("results", UsageRoutes::parseResults).isEmpty();
        call.query().check();
        UsageBatch batch = UsageBody.read(call, withResults);
        return call.answer(
                usage.record(call.caller(), batch), results -> Answer.json(200, receipt(results, withResults)));
    }

    private static Parsed<String> parseResults(String text) {
        return text.equals("none") ? Parsed.of(text) : Parsed.fault("must be none, or left out");
    }

    private static UsageJson.Receipt receipt(List<UsageResult> results, boolean withResults) {
        int duplicates = (int) results.stream().filter(UsageResult::duplicate).count();
        return new UsageJson.Receipt(
                results.size() - duplicates, duplicates, withResults ? BillingMapper.INSTANCE.results(results) : null);
    }

    private Answer explain(Call call) {
        AccountId account = account(call);
        RecordId id = recordId(call);
        return call.found(
                reports.explain(account, id), "usage record", id, view -> UsageExplanation.json(account, view));
    }

    private CompletableFuture<Answer> voidRecord(Call call) {
        AccountId account = account(call);
        return call.answer(usage.voidRecord(account, recordId(call)), voided -> Answer.empty());
    }

    private Answer summary(Call call) {
        AccountId account = account(call);
        Query query = call.query();
        Optional<MeterCode> meter = query.get("meter", MeterCode::parse);
        Optional<Instant> from = query.get("from", Instants::parse);
        Optional<Instant> to = query.get("to", Instants::parse);
        Period by = query.get("by", text -> OneOf.parse(text, Period.values(), Period::code))
                .orElse(Period.HOUR);
        Page.Request page = query.page();
        query.check();
        return call.pageOf(
                account, page, () -> reports.summary(account, meter, from, to, by, page), BillingMapper.INSTANCE::json);
    }

    private Answer deductions(Call call) {
        AccountId account = account(call);
        Query query = call.query();
        DeductionFilter filter = new DeductionFilter(
                query.get("plan", UsageRoutes::parsePlan),
                query.get("meter", MeterCode::parse),
                query.get("from", Instants::parse),
                query.get("to", Instants::parse));
        Page.Request page = query.page();
        query.check();
        Optional<DeductionRow.Cursor> after = page.after().map(UsageRoutes::cursor);
        return call.pageOf(
                account, page, () -> reports.deductions(account, filter, page, after), BillingMapper.INSTANCE::json);
    }

    private Answer records(Call call) {
        AccountId account = account(call);
        Query query = call.query();
        RecordFilter filter = new RecordFilter(
                query.get("meter", MeterCode::parse),
                query.get("from", Instants::parse),
                query.get("to", Instants::parse));
        Page.Request page = query.page();
        query.check();
        Optional<DeductionRow.Cursor> after = page.after().map(UsageRoutes::cursor);
        return call.pageOf(
                account, page, () -> reports.records(account, filter, page, after), BillingMapper.INSTANCE::json);
    }

    private static DeductionRow.Cursor cursor(String text) {
        return DeductionRow.Cursor.parse(text).orElseThrow(Call::badCursor);
    }

    private static Parsed<PlanId> parsePlan(String text) {
        return Identifiers.parse(text).map(PlanId::new);
    }

    private static AccountId account(Call call) {
        return call.named("account", AccountId::parse, "account");
    }

    private static RecordId recordId(Call call) {
        return call.named("id", RecordId::parse, "usage record");
    }
}
