package dev.planstack.web.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.billing.DeductionRow;
import dev.planstack.application.billing.UsageResult;
import dev.planstack.application.billing.UsageRow;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.BillLine;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.TierPart;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.web.shared.JsonWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillingMapperTest {

    private static final Instant HOUR = Instant.parse("2026-01-10T10:00:00Z");
    private static final MeterCode METER = new MeterCode("traffic.cn");
    private static final Slice.Draw DRAW = new Slice.Draw(PlanId.ofNumber(1), Quantity.of("240"), Quantity.of("360"));

    @Test
    void writesAResult() {
        UsageResult result = new UsageResult(
                new RecordId("u/1"),
                true,
                false,
                List.of(
                        new Slice(Optional.of(DRAW), Quantity.of("60")),
                        new Slice(Optional.empty(), Quantity.of("0.250"))));
        assertThat(JsonWriter.text(BillingMapper.INSTANCE.json(result)))
                .isEqualTo("{\"id\":\"u/1\",\"status\":\"duplicate\",\"late\":false,\"slices\":["
                        + "{\"plan\":\"plan-000000001\",\"quantity\":\"60\",\"planUnits\":\"240\"},"
                        + "{\"plan\":null,\"quantity\":\"0.25\",\"planUnits\":null}]}");
        assertThat(JsonWriter.text(new UsageJson.Receipt(2, 1, null))).isEqualTo("{\"accepted\":2,\"duplicates\":1}");
    }

    @Test
    void writesADeduction() {
        UsageRecord record = new UsageRecord(new RecordId("hd"), METER, Quantity.of("60"), HOUR, HOUR, HOUR);
        assertThat(JsonWriter.text(
                        BillingMapper.INSTANCE.json(new DeductionRow(record, 0, Quantity.of("60"), DRAW, true))))
                .isEqualTo("{\"record\":\"hd\",\"meter\":\"traffic.cn\",\"occurredAt\":\"2026-01-10T10:00:00Z\","
                        + "\"plan\":\"plan-000000001\",\"quantity\":\"60\",\"planUnits\":\"240\","
                        + "\"remainingAfter\":\"360\",\"final\":true}");
    }

    @Test
    void writesASum() {
        UsageRow row = new UsageRow(HOUR, METER, Quantity.of("1130"), Quantity.of("6"), Money.of("0.24", "USD"), false);
        assertThat(JsonWriter.text(BillingMapper.INSTANCE.json(row)))
                .isEqualTo("{\"start\":\"2026-01-10T10:00:00Z\",\"meter\":\"traffic.cn\",\"quantity\":\"1130\","
                        + "\"byPlans\":\"1124\",\"payAsYouGo\":\"6\",\"amount\":\"0.24\",\"final\":false}");
    }

    @Test
    void writesABill() {
        Money amount = Money.of("0.24", "USD");
        BillLine line = new BillLine(
                METER, Quantity.of("6"), amount, List.of(new TierPart(Quantity.of("6"), new BigDecimal("0.040"))));
        assertThat(JsonWriter.text(BillingMapper.INSTANCE.json(new Bill(HOUR, amount, 7, List.of(line)))))
                .isEqualTo("{\"id\":\"bill-20260110T100000Z\",\"hour\":\"2026-01-10T10:00:00Z\","
                        + "\"currency\":\"USD\",\"total\":\"0.24\",\"transaction\":\"tx-000000007\",\"lines\":["
                        + "{\"meter\":\"traffic.cn\",\"quantity\":\"6\",\"amount\":\"0.24\",\"tiers\":["
                        + "{\"quantity\":\"6\",\"unitPrice\":\"0.04\"}]}]}");
    }
}
