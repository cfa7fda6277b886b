package dev.planstack.web;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.ServiceClock;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Instants;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.ProblemType;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code /v1/clock}, in a sandbox only. */
final class ClockRoutes {

    private final ServiceClock clock;
    private final Reads reads;
    private final AccountQueries accounts;
    private final boolean sandbox;

    private ClockRoutes(ServiceClock clock, Reads reads, AccountQueries accounts, boolean sandbox) {
        this.clock = clock;
        this.reads = reads;
        this.accounts = accounts;
        this.sandbox = sandbox;
    }

    static void add(Routes routes, ServiceClock clock, Reads reads, AccountQueries accounts, boolean sandbox) {
        ClockRoutes self = new ClockRoutes(clock, reads, accounts, sandbox);
        routes.get(Needs.READ, "/v1/clock", Set.of(), self::read);
        routes.put(Needs.ADMIN_ALL, "/v1/clock", self::set);
    }

    private record ClockJson(String now, @Nullable String nextDueAt) {

        static ClockJson of(Instant now, Optional<Instant> nextDueAt) {
            return new ClockJson(
                    now.toString(), nextDueAt.map(Instant::toString).orElse(null));
        }
    }

    private void checkSandbox() {
        if (!sandbox) {
            throw ProblemType.NOT_FOUND.problem("Only a sandbox has a clock that can be read and set.");
        }
    }

    private Answer read(Call call) {
        checkSandbox();
        Optional<AccountId> only = call.caller().account();
        var shown = reads.see(moment -> ClockJson.of(moment.now(), accounts.nextDueAt(only)));
        return Answer.json(200, shown.value()).atCommit(shown.commit());
    }

    private CompletableFuture<Answer> set(Call call) {
        checkSandbox();
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(call.json(), faults).object();
        Optional<Instant> to = fields.flatMap(f -> f.get("now").text(Instants::parse));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.answer(clock.set(to.orElseThrow()), now -> Answer.json(200, ClockJson.of(now, nextDueAt())));
    }

    private Optional<Instant> nextDueAt() {
        return reads.see(moment -> accounts.nextDueAt(Optional.empty())).value();
    }
}
