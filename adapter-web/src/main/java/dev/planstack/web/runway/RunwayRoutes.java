package dev.planstack.web.runway;

import dev.planstack.application.runway.Advices;
import dev.planstack.application.runway.Forecasts;
import dev.planstack.application.runway.SimulationDraft;
import dev.planstack.application.runway.Simulations;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What is coming of {@code /v1/accounts/{account}}. */
public final class RunwayRoutes {

    private static final String ACCOUNT = "/v1/accounts/{account}";

    private final Forecasts forecasts;
    private final Simulations simulations;
    private final Advices advices;

    private RunwayRoutes(Forecasts forecasts, Simulations simulations, Advices advices) {
        this.forecasts = forecasts;
        this.simulations = simulations;
        this.advices = advices;
    }

    /** Adds the routes. */
    public static void add(Routes routes, Forecasts forecasts, Simulations simulations, Advices advices) {
        RunwayRoutes self = new RunwayRoutes(forecasts, simulations, advices);
        routes.get(Needs.READ, ACCOUNT + "/forecast", Set.of("meter"), self::forecast);
        routes.post(Needs.READ, ACCOUNT + "/simulations", Set.of(), self::simulate);
        routes.get(Needs.READ, ACCOUNT + "/advice", Set.of(), self::advise);
    }

    private Answer forecast(Call call) {
        AccountId account = account(call);
        Optional<MeterCode> meter = call.query().get("meter", MeterCode::parse);
        call.query().check();
        return call.answer(
                forecasts.forecast(account, meter), forecast -> Answer.json(200, RunwayMapper.INSTANCE.json(forecast)));
    }

    private CompletableFuture<Answer> simulate(Call call) {
        AccountId account = account(call);
        SimulationDraft draft = SimulationBody.read(call.json());
        return CompletableFuture.completedFuture(call.answer(
                simulations.simulate(account, draft), future -> Answer.json(200, RunwayMapper.INSTANCE.json(future))));
    }

    private Answer advise(Call call) {
        return call.answer(
                advices.advise(account(call)), advice -> Answer.json(200, RunwayMapper.INSTANCE.json(advice)));
    }

    private static AccountId account(Call call) {
        return call.named("account", AccountId::parse, "account");
    }
}
