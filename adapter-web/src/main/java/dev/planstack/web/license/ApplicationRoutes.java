package dev.planstack.web.license;

import dev.planstack.application.license.ApplicationView;
import dev.planstack.application.license.Applications;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/accounts/{account}/applications}. */
public final class ApplicationRoutes {

    private static final String KIND = "application";
    private static final String APPLICATIONS = "/v1/accounts/{account}/applications";

    private final Applications applications;

    private ApplicationRoutes(Applications applications) {
        this.applications = applications;
    }

    /** Adds the routes. */
    public static void add(Routes routes, Applications applications) {
        ApplicationRoutes self = new ApplicationRoutes(applications);
        routes.get(Needs.READ, APPLICATIONS, Set.of("limit", "after"), self::list);
        routes.put(Needs.ADMIN, APPLICATIONS + "/{application}", self::put);
        routes.get(Needs.READ, APPLICATIONS + "/{application}", Set.of(), self::find);
        routes.get(Needs.READ, APPLICATIONS + "/{application}/coverage", Set.of(), self::coverage);
    }

    private Answer list(Call call) {
        AccountId account = account(call);
        Page.Request page = call.query().page();
        call.query().check();
        return call.pageOf(account, page, () -> applications.list(account, page), LicenseMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        AccountId account = account(call);
        Faults faults = new Faults();
        Optional<ApplicationId> id = call.creates("application", ApplicationId::parse, faults);
        ApplicationBody body = ApplicationBody.read(call.json(), faults);
        return call.answer(
                applications.put(account, id.orElseThrow(), body.name(), body.identities()),
                put -> Answer.json(put.created() ? 201 : 200, LicenseMapper.INSTANCE.json(put.value())));
    }

    private Answer find(Call call) {
        ApplicationId id = application(call);
        return call.found(applications.find(account(call), id), KIND, id, LicenseMapper.INSTANCE::json);
    }

    private Answer coverage(Call call) {
        ApplicationId id = application(call);
        return call.found(applications.find(account(call), id), KIND, id, ApplicationRoutes::coverage);
    }

    private static Map<String, List<ApplicationJson.CoverageJson>> coverage(ApplicationView view) {
        return Map.of("data", LicenseMapper.INSTANCE.json(view).coverage());
    }

    private static AccountId account(Call call) {
        return call.named("account", AccountId::parse, "account");
    }

    private static ApplicationId application(Call call) {
        return call.named("application", ApplicationId::parse, KIND);
    }
}
