package dev.planstack.web.runway;

import dev.planstack.application.runway.RunOutAlerts;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.RunOutAlert;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.Value;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/accounts/{account}/run-out-alerts/{meter}}. */
public final class RunOutAlertRoutes {

    private static final String ALERT = "/v1/accounts/{account}/run-out-alerts/{meter}";

    private final RunOutAlerts alerts;

    private RunOutAlertRoutes(RunOutAlerts alerts) {
        this.alerts = alerts;
    }

    /** Adds the routes. */
    public static void add(Routes routes, RunOutAlerts alerts) {
        RunOutAlertRoutes self = new RunOutAlertRoutes(alerts);
        routes.get(Needs.READ, ALERT, Set.of(), self::find);
        routes.put(Needs.ADMIN, ALERT, self::put);
        routes.delete(Needs.ADMIN, ALERT, self::drop);
    }

    private Answer find(Call call) {
        MeterCode meter = meter(call);
        return call.found(alerts.find(account(call), meter), "run-out alert", meter, RunwayMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        AccountId account = account(call);
        MeterCode meter = meter(call);
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(call.json(), faults).object();
        Optional<Integer> days = fields.flatMap(f -> f.get("days").integer(1, RunOutAlert.MAX_DAYS));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.answer(
                alerts.put(account, meter, days.orElseThrow()),
                put -> Answer.json(put.created() ? 201 : 200, RunwayMapper.INSTANCE.json(put.value())));
    }

    private CompletableFuture<Answer> drop(Call call) {
        return call.answer(alerts.drop(account(call), meter(call)), dropped -> Answer.empty());
    }

    private static AccountId account(Call call) {
        return call.named("account", AccountId::parse, "account");
    }

    private static MeterCode meter(Call call) {
        return call.named("meter", MeterCode::parse, "meter");
    }
}
