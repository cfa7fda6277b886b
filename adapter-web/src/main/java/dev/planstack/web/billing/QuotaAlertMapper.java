package dev.planstack.web.billing;

import dev.planstack.application.billing.QuotaAlerts;
import dev.planstack.web.shared.JsonMapping;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(config = JsonMapping.class)
interface QuotaAlertMapper {

    QuotaAlertMapper INSTANCE = Mappers.getMapper(QuotaAlertMapper.class);

    @BeanMapping(ignoreUnmappedSourceProperties = "alert")
    @Mapping(target = "percent", source = "alert.percent")
    @Mapping(target = "armedAt", source = "alert.armedAt")
    @Mapping(target = "armedTotal", source = "alert.armedTotal")
    @Mapping(target = "firedAt", source = "alert.firedAt")
    QuotaAlertJson json(QuotaAlerts.View view);
}
