package dev.planstack.web;

import dev.planstack.application.shared.ServiceClock;
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

/** {@code /v1/clock}, in a sandbox only. */
final class ClockRoutes {

    private final ServiceClock clock;
    private final boolean sandbox;

    private ClockRoutes(ServiceClock clock, boolean sandbox) {
        this.clock = clock;
        this.sandbox = sandbox;
    }

    static void add(Routes routes, ServiceClock clock, boolean sandbox) {
        ClockRoutes self = new ClockRoutes(clock, sandbox);
        routes.get(Needs.READ, "/v1/clock", Set.of(), self::read);
        routes.put(Needs.ADMIN_ALL, "/v1/clock", self::set);
    }

    private record ClockJson(String now) {

        static ClockJson of(Instant now) {
            return new ClockJson(now.toString());
        }
    }

    private void checkSandbox() {
        if (!sandbox) {
            throw ProblemType.NOT_FOUND.problem("Only a sandbox has a clock that can be read and set.");
        }
    }

    private Answer read(Call call) {
        checkSandbox();
        var now = clock.now();
        return Answer.json(200, ClockJson.of(now.value())).atCommit(now.commit());
    }

    private CompletableFuture<Answer> set(Call call) {
        checkSandbox();
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(call.json(), faults).object();
        Optional<Instant> to = fields.flatMap(f -> f.get("now").text(Instants::parse));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.answer(clock.set(to.orElseThrow()), now -> Answer.json(200, ClockJson.of(now)));
    }
}
