package dev.planstack.web.billing;

import dev.planstack.application.billing.QuotaAlerts;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.QuotaAlert;
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

/** {@code /v1/accounts/{account}/quota-alerts/{meter}}. */
public final class QuotaAlertRoutes {

    private static final String ALERT = "/v1/accounts/{account}/quota-alerts/{meter}";

    private final QuotaAlerts alerts;

    private QuotaAlertRoutes(QuotaAlerts alerts) {
        this.alerts = alerts;
    }

    /** Adds the routes. */
    public static void add(Routes routes, QuotaAlerts alerts) {
        QuotaAlertRoutes self = new QuotaAlertRoutes(alerts);
        routes.get(Needs.READ, ALERT, Set.of(), self::find);
        routes.put(Needs.ADMIN, ALERT, self::put);
        routes.delete(Needs.ADMIN, ALERT, self::drop);
    }

    private Answer find(Call call) {
        MeterCode meter = meter(call);
        return call.found(alerts.find(account(call), meter), "quota alert", meter, QuotaAlertMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        AccountId account = account(call);
        MeterCode meter = meter(call);
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(call.json(), faults).object();
        Optional<Integer> percent = fields.flatMap(f -> f.get("percent").integer(1, QuotaAlert.MAX_PERCENT));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.answer(
                alerts.put(account, meter, percent.orElseThrow()),
                put -> Answer.json(put.created() ? 201 : 200, QuotaAlertMapper.INSTANCE.json(put.value())));
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
