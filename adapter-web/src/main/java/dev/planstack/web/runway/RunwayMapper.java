package dev.planstack.web.runway;

import dev.planstack.application.runway.RunOutAlerts;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.runway.Advice;
import dev.planstack.domain.runway.Band;
import dev.planstack.domain.runway.Basis;
import dev.planstack.domain.runway.ExpectedUsage;
import dev.planstack.domain.runway.Forecast;
import dev.planstack.domain.runway.Future;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.web.account.AccountCodes;
import dev.planstack.web.meter.MeterCodes;
import dev.planstack.web.plan.PlanCodes;
import dev.planstack.web.shared.JsonMapping;
import dev.planstack.web.shared.Problem;
import dev.planstack.web.shared.Refused;
import dev.planstack.web.shared.Wire;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(
        config = JsonMapping.class,
        imports = {Wire.class, AccountCodes.class},
        uses = {MeterCodes.class, PlanCodes.class, AccountCodes.class, RunwayCodes.class})
interface RunwayMapper {

    RunwayMapper INSTANCE = Mappers.getMapper(RunwayMapper.class);

    default ForecastJson json(Forecast forecast) {
        Forecast.Estimate expected = forecast.expected();
        Future future = expected.future();
        boolean one = forecast.usage().size() == 1;
        return new ForecastJson(
                forecast.meter().map(MeterCode::value).orElse(null),
                Wire.text(future.from()),
                Wire.text(future.until()),
                Wire.text(future.accrued().currency()),
                rate(expected.rate()),
                Wire.instantOrNull(expected.plansLastUntil()),
                Wire.instantOrNull(future.balanceLastsUntil()),
                Wire.instantOrNull(expected.switchesAt()),
                Wire.instantOrNull(future.overdueAt()),
                Wire.instantOrNull(future.suspendedAt()),
                Wire.instantOrNull(future.releasedAt()),
                Wire.text(expected.payAsYouGoThisMonth()),
                planEnds(expected.plans()),
                one ? json(forecast.usage().get(0).basis()) : null,
                json(forecast.low()),
                json(forecast.high()),
                forecast.usage().stream().map(usage -> ofMeter(forecast, usage)).toList());
    }

    @BeanMapping(ignoreUnmappedSourceProperties = "future")
    @Mapping(target = "balanceLastsUntil", source = "future.balanceLastsUntil")
    @Mapping(target = "overdueAt", source = "future.overdueAt")
    @Mapping(target = "suspendedAt", source = "future.suspendedAt")
    @Mapping(target = "releasedAt", source = "future.releasedAt")
    ForecastJson.Estimate json(Forecast.Estimate estimate);

    List<ForecastJson.PlanEnd> planEnds(List<Future.PlanEnd> ends);

    @BeanMapping(ignoreUnmappedSourceProperties = {"plan", "status", "remaining", "before"})
    @Mapping(target = "id", source = "plan.id")
    @Mapping(target = "offering", source = "plan.terms.offering")
    @Mapping(target = "unit", source = "plan.terms.unit")
    @Mapping(target = "remaining", source = "before")
    @Mapping(target = "effectiveAt", source = "plan.effectiveAt")
    @Mapping(target = "expiresAt", source = "plan.expiresAt")
    ForecastJson.PlanEnd json(Future.PlanEnd end);

    ForecastJson.Basis json(Basis basis);

    default ForecastJson.OfMeter ofMeter(Forecast forecast, ExpectedUsage usage) {
        MeterCode code = usage.meter().code();
        Future future = forecast.expected().future();
        return new ForecastJson.OfMeter(
                code.value(),
                rate(usage.rate(Band.EXPECTED)),
                Wire.instantOrNull(future.plansLastUntil(code)),
                Wire.instantOrNull(future.switchesAt(code)),
                json(usage.basis()),
                band(usage, Band.LOW, forecast.low().future()),
                band(usage, Band.HIGH, forecast.high().future()));
    }

    private static ForecastJson.Band band(ExpectedUsage usage, Band band, Future future) {
        MeterCode code = usage.meter().code();
        return new ForecastJson.Band(
                rate(usage.rate(band)),
                Wire.instantOrNull(future.plansLastUntil(code)),
                Wire.instantOrNull(future.switchesAt(code)));
    }

    default ForecastJson.@Nullable Rate rate(Optional<BigDecimal> perHour) {
        return perHour.map(RunwayMapper::rate).orElse(null);
    }

    private static ForecastJson.Rate rate(BigDecimal perHour) {
        return new ForecastJson.Rate(Wire.text(perHour));
    }

    @BeanMapping(ignoreUnmappedSourceProperties = {"account", "refused", "from"})
    @Mapping(target = "at", source = "from")
    @Mapping(target = "currency", source = "accrued.currency")
    @Mapping(target = "state", expression = "java(AccountCodes.text(future.account().state()))")
    @Mapping(target = "balance", source = "account.balance")
    @Mapping(target = "available", expression = "java(Wire.text(future.available()))")
    @Mapping(target = "billing", source = "modes")
    @Mapping(
            target = "plansLastUntil",
            expression = "java(Wire.instantOrNull(future.plansLastUntil(future.modes().keySet())))")
    @Mapping(target = "switchesAt", expression = "java(Wire.instantOrNull(future.switchesAt(future.modes().keySet())))")
    @Mapping(target = "refusedUsage", source = "refused")
    SimulationJson json(Future future);

    @BeanMapping(ignoreUnmappedSourceProperties = {"plan", "before"})
    @Mapping(target = "id", source = "plan.id")
    @Mapping(target = "offering", source = "plan.terms.offering")
    @Mapping(target = "unit", source = "plan.terms.unit")
    @Mapping(target = "quota", source = "plan.terms.quota")
    @Mapping(target = "purchasedAt", source = "plan.purchasedAt")
    @Mapping(target = "effectiveAt", source = "plan.effectiveAt")
    @Mapping(target = "expiresAt", source = "plan.expiresAt")
    @Mapping(target = "price", source = "plan.terms.price")
    SimulationJson.Plan plan(Future.PlanEnd end);

    @Mapping(target = "byPlans", expression = "java(Wire.text(charge.byPlans()))")
    SimulationJson.Charge json(Future.MonthCharge charge);

    SimulationJson.Switch json(Future.Switch change);

    default SimulationJson.Told json(Event event) {
        return SimulationJson.Told.of(event);
    }

    default SimulationJson.RefusedUsage json(Future.RefusedUsage refused) {
        return new SimulationJson.RefusedUsage(refused.index(), json(refused.refusal()));
    }

    default SimulationJson.Purchase purchase(Outcome<Plan> outcome) {
        return outcome.fold(
                plan -> new SimulationJson.Purchase(plan.id().value(), null),
                refusal -> new SimulationJson.Purchase(null, json(refusal)));
    }

    default SimulationJson.Refusal json(Refusal refusal) {
        Problem problem = Refused.problem(refusal, Optional.empty());
        return new SimulationJson.Refusal(problem.type(), problem.title(), problem.status(), problem.detail());
    }

    @BeanMapping(ignoreUnmappedSourceProperties = "alert")
    @Mapping(target = "days", source = "alert.days")
    @Mapping(target = "firedAt", source = "alert.firedAt")
    RunOutAlertJson json(RunOutAlerts.View view);

    @BeanMapping(ignoreUnmappedSourceProperties = {"from", "usage"})
    @Mapping(target = "at", source = "from")
    @Mapping(target = "currency", source = "doNothing.price.currency")
    @Mapping(target = "meters", source = "usage")
    AdviceJson json(Advice advice);

    default AdviceJson.@Nullable Choice choiceOrNull(Optional<Advice.Choice> choice) {
        return choice.map(this::json).orElse(null);
    }

    @Mapping(target = "cost", expression = "java(Wire.text(choice.cost()))")
    AdviceJson.Choice json(Advice.Choice choice);

    @Mapping(target = "offering", source = "offering.id")
    AdviceJson.Purchase json(Advice.Purchase purchase);

    default AdviceJson.Expected json(ExpectedUsage usage) {
        return new AdviceJson.Expected(
                usage.meter().code().value(), rate(usage.rate(Band.EXPECTED)), json(usage.basis()));
    }
}
