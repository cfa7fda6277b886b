package dev.planstack.web.meter;

import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.meter.Tier;
import dev.planstack.web.shared.JsonMapping;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(config = JsonMapping.class, uses = MeterCodes.class)
interface MeterMapper {

    MeterMapper INSTANCE = Mappers.getMapper(MeterMapper.class);

    @BeanMapping(ignoreUnmappedSourceProperties = {"prices", "used"})
    @Mapping(target = "id", source = "code")
    @Mapping(target = "prices", expression = "java(prices(meter.latestPrices()))")
    MeterJson json(Meter meter);

    Map<String, List<MeterJson.Tier>> prices(Map<Currency, PriceList> prices);

    default List<MeterJson.Tier> tiers(PriceList prices) {
        return tiers(prices.tiers());
    }

    List<MeterJson.Tier> tiers(List<Tier> tiers);

    MeterJson.Tier tier(Tier tier);
}
