package dev.planstack.web.license;

import dev.planstack.application.license.LicenseOrderQueries.Search;
import dev.planstack.application.license.LicenseOrders;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/license-orders} and the purchases that lead there. */
public final class LicenseOrderRoutes {

    private static final String KIND = "license order";
    private static final String OF_ACCOUNT = "/v1/accounts/{account}/license-orders";
    private static final String ORDERS = "/v1/license-orders";

    private final LicenseOrders orders;

    private LicenseOrderRoutes(LicenseOrders orders) {
        this.orders = orders;
    }

    /** Adds the routes. */
    public static void add(Routes routes, LicenseOrders orders) {
        LicenseOrderRoutes self = new LicenseOrderRoutes(orders);
        routes.post(Needs.ADMIN, OF_ACCOUNT, Set.of(), self::purchase);
        routes.post(Needs.ADMIN, OF_ACCOUNT + "/imports", Set.of("dryRun"), self::takeOver);
        routes.get(
                Needs.READ,
                ORDERS,
                Set.of("instanceId", "account", "application", "expiringBefore", "expiringFrom", "limit", "after"),
                self::search);
        routes.get(Needs.READ, ORDERS + "/{order}", Set.of(), self::find);
        routes.get(Needs.READ, ORDERS + "/{order}/renewal-quote", Set.of("term"), self::quote);
        routes.post(Needs.ADMIN, ORDERS + "/{order}/renewals", Set.of(), self::renew);
        routes.put(Needs.ADMIN, ORDERS + "/{order}/auto-renewal", self::setAutoRenewal);
        routes.put(Needs.ADMIN, ORDERS + "/{order}/application", self::bind);
    }

    private CompletableFuture<Answer> purchase(Call call) {
        AccountId account = account(call);
        Json body = call.json();
        return call.reply(orders.purchase(
                account, LicenseOrderBodies.purchase(body), call.idempotency(body, LicenseMapper.INSTANCE::json)));
    }

    private CompletableFuture<Answer> takeOver(Call call) {
        AccountId account = account(call);
        boolean dryRun = call.query().flag("dryRun");
        call.query().check();
        Json body = call.json();
        if (dryRun) {
            return CompletableFuture.completedFuture(
                    call.answer(orders.tryTakeOver(account, LicenseOrderBodies.foreign(body)), fine -> Answer.empty()));
        }
        return call.reply(orders.takeOver(
                account, LicenseOrderBodies.foreign(body), call.idempotency(body, LicenseMapper.INSTANCE::json)));
    }

    private Answer search(Call call) {
        Search search = new Search(
                call.query().get("instanceId", InstanceId::parse),
                call.query().get("account", AccountId::parse),
                call.query().get("application", ApplicationId::parse),
                call.query().get("expiringBefore", Instants::parse),
                call.query().get("expiringFrom", Instants::parse),
                call.caller().account());
        Page.Request page = call.query().page();
        call.query().check();
        return call.page(page, () -> orders.search(search, page), LicenseMapper.INSTANCE::json);
    }

    private Answer find(Call call) {
        LicenseOrderId id = order(call);
        return call.found(orders.find(id), KIND, id, LicenseMapper.INSTANCE::json);
    }

    private Answer quote(Call call) {
        LicenseOrderId id = order(call);
        Optional<Term> term = call.query().get("term", Term::parse);
        call.query().check();
        return call.answer(orders.quote(id, term), quote -> Answer.json(200, LicenseMapper.INSTANCE.json(quote)));
    }

    private CompletableFuture<Answer> renew(Call call) {
        LicenseOrderId id = order(call);
        Json body = call.json();
        return call.reply(orders.renew(
                id, LicenseOrderBodies.renewal(body), call.idempotency(body, LicenseMapper.INSTANCE::json)));
    }

    private CompletableFuture<Answer> setAutoRenewal(Call call) {
        LicenseOrderId id = order(call);
        return call.answer(
                orders.setAutoRenewal(id, LicenseOrderBodies.autoRenewal(call.json())),
                view -> Answer.json(200, LicenseMapper.INSTANCE.json(view)));
    }

    private CompletableFuture<Answer> bind(Call call) {
        LicenseOrderId id = order(call);
        return call.answer(
                orders.bind(id, LicenseOrderBodies.binding(call.json())),
                view -> Answer.json(200, LicenseMapper.INSTANCE.json(view)));
    }

    private static AccountId account(Call call) {
        return call.named("account", AccountId::parse, "account");
    }

    private static LicenseOrderId order(Call call) {
        return call.named("order", LicenseOrderId::parse, KIND);
    }
}
