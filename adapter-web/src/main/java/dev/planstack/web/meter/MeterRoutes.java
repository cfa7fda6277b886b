package dev.planstack.web.meter;

import dev.planstack.application.meter.MeterCatalog;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/meters}. */
public final class MeterRoutes {

    private final MeterCatalog meters;

    private MeterRoutes(MeterCatalog meters) {
        this.meters = meters;
    }

    /** Adds the routes. */
    public static void add(Routes routes, MeterCatalog meters) {
        MeterRoutes self = new MeterRoutes(meters);
        routes.get(Needs.READ, "/v1/meters", Set.of("limit", "after"), self::list);
        routes.get(Needs.READ, "/v1/meters/{meter}", Set.of(), self::find);
        routes.put(Needs.ADMIN_ALL, "/v1/meters/{meter}", self::put);
    }

    private Answer list(Call call) {
        Page.Request page = call.query().page();
        call.query().check();
        return call.page(page, () -> meters.list(page), MeterMapper.INSTANCE::json);
    }

    private Answer find(Call call) {
        MeterCode code = call.named("meter", MeterCode::parse, "meter");
        return call.found(meters.find(code), "meter", code, MeterMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        Faults faults = new Faults();
        Optional<MeterCode> code = call.creates("meter", MeterCode::parse, faults);
        var definition = MeterBody.read(call.json(), faults);
        return call.answer(
                meters.put(code.orElseThrow(), definition),
                put -> Answer.json(put.created() ? 201 : 200, MeterMapper.INSTANCE.json(put.value())));
    }
}
