package dev.planstack.web.runway;

import dev.planstack.application.runway.SimulationDraft;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a simulation is asked to suppose. */
final class SimulationBody {

    static final int MAX_PURCHASES = 100;
    static final int MAX_USAGE = 1_000;

    /** The meter judges how many decimals a quantity may have; this only keeps them bounded. */
    private static final int MAX_SCALE = 64;

    private SimulationBody() {}

    static SimulationDraft read(Json body) {
        Faults faults = new Faults();
        List<SimulationDraft.Purchase> purchases = new ArrayList<>();
        List<SimulationDraft.Usage> usage = new ArrayList<>();
        Optional<Fields> fields = Value.root(body, faults).object();
        fields.ifPresent(f -> {
            some(f.get("purchases"), MAX_PURCHASES)
                    .forEach(value -> purchase(value).ifPresent(purchases::add));
            some(f.get("usage"), MAX_USAGE).forEach(value -> usage(value).ifPresent(usage::add));
        });
        Optional<Instant> until = fields.flatMap(f -> f.get("until").textOrNull(Instants::parse));
        boolean expected = fields.map(f -> f.get("expectedUsage").flag(false)).orElse(false);
        fields.ifPresent(Fields::close);
        if (purchases.isEmpty() && usage.isEmpty()) {
            // with nothing read there is nothing to judge
            faults.refuse();
        }
        return new SimulationDraft(purchases, usage, until, expected, faults.all());
    }

    private static List<Value> some(Value value, int max) {
        List<Value> all = value.arrayOrEmpty();
        if (all.size() > max) {
            value.fault("must hold at most " + max);
            return List.of();
        }
        return all;
    }

    private static Optional<SimulationDraft.Purchase> purchase(Value value) {
        return value.object().flatMap(f -> {
            Optional<OfferingId> offering = f.get("offering").text(OfferingId::parse);
            Optional<Instant> at = f.get("at").textOrNull(Instants::parse);
            Optional<Instant> effectiveAt = f.get("effectiveAt").textOrNull(Instants::parse);
            f.close();
            return offering.map(
                    id -> new SimulationDraft.Purchase(value.pointer().text(), id, at, effectiveAt));
        });
    }

    private static Optional<SimulationDraft.Usage> usage(Value value) {
        return value.object().flatMap(f -> {
            Optional<MeterCode> meter = f.get("meter").text(MeterCode::parse);
            Optional<Quantity> quantity = f.get("quantity").decimal(text -> Quantity.parse(text, MAX_SCALE));
            Optional<Instant> occurredAt = f.get("occurredAt").text(Instants::parse);
            f.close();
            return meter.isEmpty() || quantity.isEmpty() || occurredAt.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SimulationDraft.Usage(
                            value.pointer().text(), meter.get(), quantity.get(), occurredAt.get()));
        });
    }
}
