package dev.planstack.web.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.plan.PlanView;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.plan.PlanStatus;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.JsonWriter;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanMapperTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");

    private static PlanOffering offering(Optional<Period> period) {
        return new PlanOffering(
                new OfferingId("tb1"),
                "1 TB",
                "GB",
                Quantity.of("1024.0"),
                period,
                Term.of("P1M"),
                new TreeMap<>(Map.of(
                        new MeterCode("traffic.cn"), Coefficient.parse("5/22").orThrow())),
                Map.of(Currency.getInstance("USD"), Money.of("35", "USD")),
                Term.ZERO,
                false,
                true);
    }

    @Test
    void writesAnOffering() {
        assertThat(JsonWriter.text(PlanMapper.INSTANCE.json(offering(Optional.empty()))))
                .isEqualTo("{\"id\":\"tb1\",\"name\":\"1 TB\",\"unit\":\"GB\",\"quota\":\"1024\",\"period\":null,"
                        + "\"validity\":\"P1M\",\"meters\":{\"traffic.cn\":\"5/22\"},\"prices\":{\"USD\":\"35.00\"},"
                        + "\"activationDelay\":\"PT0S\",\"renewable\":false,\"withdrawn\":true}");
    }

    private static String plan(Optional<Period> period, Optional<Instant> periodEndsAt) {
        Plan plan = new Plan(
                PlanId.ofNumber(1),
                offering(period).terms(Money.of("35", "USD")),
                START,
                START,
                Term.of("P1M"),
                END,
                List.of(),
                Optional.empty(),
                Optional.empty());
        return JsonWriter.text(
                PlanMapper.INSTANCE.json(new PlanView(plan, Quantity.of("0.50"), PlanStatus.ACTIVE, periodEndsAt)));
    }

    @Test
    void writesAPlan() {
        assertThat(plan(Optional.empty(), Optional.empty()))
                .isEqualTo("{\"id\":\"plan-000000001\",\"offering\":\"tb1\",\"unit\":\"GB\",\"quota\":\"1024\","
                        + "\"remaining\":\"0.5\",\"status\":\"active\",\"purchasedAt\":\"2026-01-01T00:00:00Z\","
                        + "\"effectiveAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-02-01T00:00:00Z\","
                        + "\"period\":null,\"periodEndsAt\":null,\"price\":\"35.00\","
                        + "\"meters\":{\"traffic.cn\":\"5/22\"},\"renewable\":false}");
        assertThat(plan(Optional.of(Period.DAY), Optional.of(END)))
                .contains("\"period\":\"day\",\"periodEndsAt\":\"2026-02-01T00:00:00Z\"");
    }
}
