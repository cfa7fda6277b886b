package dev.planstack.persistence.plan;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.persistence.shared.RowMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/** Plans and offerings to rows. */
@Mapper(config = RowMapping.class, uses = PlanColumns.class)
interface PlanRows {

    /** The mapper. */
    PlanRows MAPPER = Mappers.getMapper(PlanRows.class);

    /** An offering's row. */
    OfferingRow row(PlanOffering offering);

    /** A plan's row. */
    @Mapping(target = "account", source = "account.value")
    @Mapping(target = "id", source = "plan.id")
    @Mapping(target = "offering", source = "plan.terms.offering")
    @Mapping(target = "unit", source = "plan.terms.unit")
    @Mapping(target = "quota", source = "plan.terms.quota")
    @Mapping(target = "period", source = "plan.terms.period")
    @Mapping(target = "validity", source = "plan.terms.validity")
    @Mapping(target = "meters", source = "plan.terms.meters")
    @Mapping(target = "renewable", source = "plan.terms.renewable")
    @Mapping(target = "price", source = "plan.terms.price")
    @Mapping(target = "currency", source = "plan.terms.price.currency")
    PlanRow row(AccountId account, Plan plan);
}
