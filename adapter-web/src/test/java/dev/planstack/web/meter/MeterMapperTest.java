package dev.planstack.web.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.meter.Tier;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.web.shared.JsonWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeterMapperTest {

    @Test
    void writesAMeter() {
        PriceList tiered = new PriceList(List.of(
                new Tier(Optional.of(Quantity.of("51200.0")), new BigDecimal("0.040")),
                new Tier(Optional.empty(), new BigDecimal("0.03"))));
        Meter meter = Meter.of("traffic.cn", "GB", 9).priced("USD", tiered).priced("EUR", PriceList.flat("1E+1"));
        assertThat(JsonWriter.text(MeterMapper.INSTANCE.json(meter)))
                .isEqualTo("{\"id\":\"traffic.cn\",\"name\":\"traffic.cn\",\"unit\":\"GB\",\"scale\":9,\"prices\":{"
                        + "\"EUR\":[{\"unitPrice\":\"10\"}],"
                        + "\"USD\":[{\"upTo\":\"51200\",\"unitPrice\":\"0.04\"},{\"unitPrice\":\"0.03\"}]}}");
    }

    @Test
    void writesAMeterWithoutPrices() {
        assertThat(JsonWriter.text(MeterMapper.INSTANCE.json(Meter.of("m", "byte", 0))))
                .endsWith("\"scale\":0,\"prices\":{}}");
    }
}
