package dev.planstack.web.plan;

import dev.planstack.application.plan.PlanView;
import dev.planstack.application.plan.Plans;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanStatus;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.OneOf;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** {@code /v1/accounts/{account}/plans}. */
public final class PlanRoutes {

    private static final String PLANS = "/v1/accounts/{account}/plans";

    private final Plans plans;

    private PlanRoutes(Plans plans) {
        this.plans = plans;
    }

    /** Adds the routes. */
    public static void add(Routes routes, Plans plans) {
        PlanRoutes self = new PlanRoutes(plans);
        routes.get(Needs.READ, PLANS, Set.of("meter", "status", "limit", "after"), self::list);
        routes.post(Needs.ADMIN, PLANS, Set.of(), self::purchase);
        routes.get(Needs.READ, PLANS + "/{id}", Set.of(), self::find);
        routes.post(
                Needs.ADMIN,
                PLANS + "/{id}/freeze",
                Set.of(),
                call -> self.change(call, (a, id) -> plans.freeze(a, id)));
        routes.post(
                Needs.ADMIN,
                PLANS + "/{id}/unfreeze",
                Set.of(),
                call -> self.change(call, (a, id) -> plans.unfreeze(a, id)));
        routes.post(Needs.ADMIN, PLANS + "/{id}/renewals", Set.of(), self::renew);
        routes.post(Needs.ADMIN, PLANS + "/{id}/refund", Set.of(), self::refund);
    }

    private Answer list(Call call) {
        AccountId account = account(call);
        Optional<MeterCode> meter = call.query().get("meter", MeterCode::parse);
        Optional<PlanStatus> status =
                call.query().get("status", text -> OneOf.parse(text, PlanStatus.values(), PlanStatus::code));
        Page.Request page = call.query().page();
        call.query().check();
        return call.pageOf(
                account,
                page,
                () -> plans.list(account, new Plans.Filter(meter, status), page),
                PlanMapper.INSTANCE::json);
    }

    private Answer find(Call call) {
        AccountId account = account(call);
        PlanId id = plan(call);
        return call.found(plans.find(account, id), "plan", id, PlanMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> purchase(Call call) {
        AccountId account = account(call);
        Json body = call.json();
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(body, faults).object();
        Optional<OfferingId> offering = fields.flatMap(f -> f.get("offering").text(OfferingId::parse));
        Optional<Instant> effectiveAt = fields.flatMap(f -> f.get("effectiveAt").textOrNull(Instants::parse));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.reply(plans.purchase(
                account, offering.orElseThrow(), effectiveAt, call.idempotency(body, PlanMapper.INSTANCE::json)));
    }

    private CompletableFuture<Answer> renew(Call call) {
        AccountId account = account(call);
        PlanId id = plan(call);
        Json body = call.jsonOrNothing();
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(body, faults).object();
        Optional<Term> term = fields.flatMap(f -> f.get("term").textOrAbsent(Term::parse));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.reply(plans.renew(account, id, term, call.idempotency(body, PlanMapper.INSTANCE::json)));
    }

    private CompletableFuture<Answer> refund(Call call) {
        AccountId account = account(call);
        PlanId id = plan(call);
        Json body = call.jsonOrNothing();
        Faults faults = new Faults();
        Value.root(body, faults).object().ifPresent(Fields::close);
        faults.refuse();
        return call.reply(200, plans.refund(account, id, call.idempotency(body, PlanMapper.INSTANCE::json)));
    }

    private CompletableFuture<Answer> change(
            Call call, BiFunction<AccountId, PlanId, CompletableFuture<Committed<Outcome<PlanView>>>> work) {
        AccountId account = account(call);
        PlanId id = plan(call);
        Faults faults = new Faults();
        Value.root(call.jsonOrNothing(), faults).object().ifPresent(Fields::close);
        faults.refuse();
        return call.answer(work.apply(account, id), view -> Answer.json(200, PlanMapper.INSTANCE.json(view)));
    }

    private static AccountId account(Call call) {
        return call.named("account", AccountId::parse, "account");
    }

    private static PlanId plan(Call call) {
        return call.named("id", PlanRoutes::parseId, "plan");
    }

    private static Parsed<PlanId> parseId(String text) {
        return Identifiers.parse(text).map(PlanId::new);
    }
}
