package dev.planstack.web.plan;

import dev.planstack.application.plan.PlanOfferings;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/plan-offerings}. */
public final class PlanOfferingRoutes {

    private static final String KIND = "plan offering";

    private final PlanOfferings offerings;

    private PlanOfferingRoutes(PlanOfferings offerings) {
        this.offerings = offerings;
    }

    /** Adds the routes. */
    public static void add(Routes routes, PlanOfferings offerings) {
        PlanOfferingRoutes self = new PlanOfferingRoutes(offerings);
        routes.get(Needs.READ, "/v1/plan-offerings", Set.of("limit", "after"), self::list);
        routes.get(Needs.READ, "/v1/plan-offerings/{offering}", Set.of(), self::find);
        routes.put(Needs.ADMIN_ALL, "/v1/plan-offerings/{offering}", self::put);
    }

    private Answer list(Call call) {
        Page.Request page = call.query().page();
        call.query().check();
        return call.page(page, () -> offerings.list(page), PlanMapper.INSTANCE::json);
    }

    private Answer find(Call call) {
        OfferingId id = call.named("offering", OfferingId::parse, KIND);
        return call.found(offerings.find(id), KIND, id, PlanMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        Faults faults = new Faults();
        Optional<OfferingId> id = call.creates("offering", OfferingId::parse, faults);
        return call.answer(
                offerings.put(PlanOfferingBody.read(id, call.json(), faults)),
                put -> Answer.json(put.created() ? 201 : 200, PlanMapper.INSTANCE.json(put.value())));
    }
}
