package dev.planstack.web.billing;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.account.AccountQueries.Span;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Instants;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import java.util.Set;

/** {@code /v1/accounts/{account}/bills}. */
public final class BillRoutes {

    private final Reads reads;
    private final AccountQueries queries;

    private BillRoutes(Reads reads, AccountQueries queries) {
        this.reads = reads;
        this.queries = queries;
    }

    /** Adds the routes. */
    public static void add(Routes routes, Reads reads, AccountQueries queries) {
        BillRoutes self = new BillRoutes(reads, queries);
        routes.get(Needs.READ, "/v1/accounts/{account}/bills", Set.of("from", "to", "limit", "after"), self::list);
    }

    private Answer list(Call call) {
        AccountId account = call.named("account", AccountId::parse, "account");
        Span span =
                new Span(call.query().get("from", Instants::parse), call.query().get("to", Instants::parse));
        Page.Request page = call.query().page();
        call.query().check();
        return call.pageOf(
                account,
                page,
                () -> reads.see(moment -> queries.find(account).map(a -> queries.bills(account, span, page))),
                BillingMapper.INSTANCE::json);
    }
}
