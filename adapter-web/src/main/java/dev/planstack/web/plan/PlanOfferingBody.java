package dev.planstack.web.plan;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.OneOf;
import dev.planstack.web.shared.Prices;
import dev.planstack.web.shared.Value;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a plan offering. */
final class PlanOfferingBody {

    private PlanOfferingBody() {}

    static PlanOffering read(Optional<OfferingId> id, Json body, Faults faults) {
        Optional<PlanOffering> offering =
                Value.root(body, faults).object().flatMap(fields -> offering(id, fields, faults));
        faults.refuse();
        return offering.orElseThrow();
    }

    private static Optional<PlanOffering> offering(Optional<OfferingId> id, Fields f, Faults faults) {
        Optional<String> name = f.get("name").text(Identifiers::parsePrintable);
        Optional<String> unit = f.get("unit").text(Identifiers::parsePrintable);
        Optional<Quantity> quota = f.get("quota").decimal(text -> Quantity.parse(text, Quantity.PLAN_UNIT_SCALE));
        Optional<Period> period = f.get("period").textOrNull(text -> OneOf.parse(text, Period.values(), Period::code));
        Optional<Term> validity = f.get("validity").text(Term::parse);
        SortedMap<MeterCode, Coefficient> meters = meters(f.get("meters"), faults);
        Map<Currency, Money> prices = Prices.read(f.get("prices"), faults);
        Term delay = f.get("activationDelay").textOr(Term::parseZeroOrMore, Term.ZERO);
        boolean renewable = f.get("renewable").flag(false);
        boolean withdrawn = f.get("withdrawn").flag(false);
        f.close();
        if (renewable && f.get("period").isNothing()) {
            f.get("renewable").fault("must be false for a total offering: periodic offerings only (P8)");
        }
        if (id.isEmpty() || name.isEmpty() || unit.isEmpty() || quota.isEmpty() || validity.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PlanOffering(
                id.get(),
                name.get(),
                unit.get(),
                quota.get(),
                period,
                validity.get(),
                meters,
                prices,
                delay,
                renewable,
                withdrawn));
    }

    private static SortedMap<MeterCode, Coefficient> meters(Value value, Faults faults) {
        SortedMap<MeterCode, Coefficient> meters = new TreeMap<>();
        value.mapOfSome("meter").forEach((code, coefficient) -> {
            Optional<MeterCode> meter = faults.take(coefficient.pointer(), MeterCode.parse(code));
            Optional<Coefficient> factor = coefficient.decimal(Coefficient::parse);
            meter.ifPresent(m -> factor.ifPresent(c -> meters.put(m, c)));
        });
        return meters;
    }
}
