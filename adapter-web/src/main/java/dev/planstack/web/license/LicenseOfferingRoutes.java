package dev.planstack.web.license;

import dev.planstack.application.license.LicenseOfferings;
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

/** {@code /v1/license-offerings}. */
public final class LicenseOfferingRoutes {

    private static final String KIND = "license offering";

    private final LicenseOfferings offerings;

    private LicenseOfferingRoutes(LicenseOfferings offerings) {
        this.offerings = offerings;
    }

    /** Adds the routes. */
    public static void add(Routes routes, LicenseOfferings offerings) {
        LicenseOfferingRoutes self = new LicenseOfferingRoutes(offerings);
        routes.get(Needs.READ, "/v1/license-offerings", Set.of("limit", "after"), self::list);
        routes.get(Needs.READ, "/v1/license-offerings/{offering}", Set.of(), self::find);
        routes.put(Needs.ADMIN_ALL, "/v1/license-offerings/{offering}", self::put);
    }

    private Answer list(Call call) {
        Page.Request page = call.query().page();
        call.query().check();
        return call.page(page, () -> offerings.list(page), LicenseOfferingMapper.INSTANCE::json);
    }

    private Answer find(Call call) {
        OfferingId id = call.named("offering", OfferingId::parse, KIND);
        return call.found(offerings.find(id), KIND, id, LicenseOfferingMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        Faults faults = new Faults();
        Optional<OfferingId> id = call.creates("offering", OfferingId::parse, faults);
        return call.answer(
                offerings.put(LicenseOfferingBody.read(id, call.json(), faults)),
                put -> Answer.json(put.created() ? 201 : 200, LicenseOfferingMapper.INSTANCE.json(put.value())));
    }
}
