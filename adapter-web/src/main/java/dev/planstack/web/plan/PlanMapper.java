package dev.planstack.web.plan;

import dev.planstack.application.plan.PlanView;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.web.meter.MeterCodes;
import dev.planstack.web.shared.JsonMapping;
import dev.planstack.web.shared.Prices;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(
        config = JsonMapping.class,
        uses = {MeterCodes.class, PlanCodes.class, Prices.class})
interface PlanMapper {

    PlanMapper INSTANCE = Mappers.getMapper(PlanMapper.class);

    PlanOfferingJson json(PlanOffering offering);

    @BeanMapping(ignoreUnmappedSourceProperties = "plan")
    @Mapping(target = "id", source = "plan.id")
    @Mapping(target = "offering", source = "plan.terms.offering")
    @Mapping(target = "unit", source = "plan.terms.unit")
    @Mapping(target = "quota", source = "plan.terms.quota")
    @Mapping(target = "purchasedAt", source = "plan.purchasedAt")
    @Mapping(target = "effectiveAt", source = "plan.effectiveAt")
    @Mapping(target = "expiresAt", source = "plan.expiresAt")
    @Mapping(target = "period", source = "plan.terms.period")
    @Mapping(target = "price", source = "plan.terms.price")
    @Mapping(target = "meters", source = "plan.terms.meters")
    @Mapping(target = "renewable", source = "plan.terms.renewable")
    PlanJson json(PlanView view);
}
