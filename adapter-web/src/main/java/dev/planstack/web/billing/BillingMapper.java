package dev.planstack.web.billing;

import dev.planstack.application.billing.DeductionRow;
import dev.planstack.application.billing.RecordRow;
import dev.planstack.application.billing.UsageResult;
import dev.planstack.application.billing.UsageRow;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.BillLine;
import dev.planstack.domain.billing.Explanation.Considered;
import dev.planstack.domain.billing.Explanation.Verdict;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.TierPart;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.web.meter.MeterCodes;
import dev.planstack.web.plan.PlanCodes;
import dev.planstack.web.shared.JsonMapping;
import dev.planstack.web.shared.Wire;
import java.util.List;
import java.util.Optional;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;
import org.mapstruct.factory.Mappers;

@Mapper(
        config = JsonMapping.class,
        imports = Wire.class,
        uses = {MeterCodes.class, PlanCodes.class})
interface BillingMapper {

    BillingMapper INSTANCE = Mappers.getMapper(BillingMapper.class);

    @BeanMapping(ignoreUnmappedSourceProperties = "duplicate")
    @Mapping(target = "status", expression = "java(result.duplicate() ? \"duplicate\" : \"accepted\")")
    UsageJson.Result json(UsageResult result);

    List<UsageJson.Result> results(List<UsageResult> results);

    List<UsageJson.Slice> slices(List<Slice> slices);

    List<UsageJson.PricedQuantity> tiers(List<TierPart> tiers);

    List<UsageJson.Considered> explanation(List<Considered> considered);

    default UsageJson.Slice json(Slice slice) {
        return new UsageJson.Slice(
                slice.draw().map(draw -> draw.plan().value()).orElse(null),
                slice.quantity().toString(),
                slice.draw().map(draw -> draw.units().toString()).orElse(null));
    }

    default UsageJson.Considered json(Considered considered) {
        // what a plan held is known where it was drawn on, or had nothing to draw on
        Optional<Quantity> after = considered
                .draw()
                .map(Slice.Draw::remainingAfter)
                .or(() -> Optional.of(Quantity.ZERO).filter(z -> considered.verdict() == Verdict.EXHAUSTED));
        Quantity units = considered.draw().map(Slice.Draw::units).orElse(Quantity.ZERO);
        return new UsageJson.Considered(
                considered.plan().id().value(),
                considered.plan().terms().offering().value(),
                considered.verdict().code(),
                considered.quantity().toString(),
                units.toString(),
                after.map(units::plus).map(Quantity::toString).orElse(null),
                after.map(Quantity::toString).orElse(null),
                considered.reason());
    }

    @Mapping(target = "byPlans", expression = "java(Wire.text(row.byPlans()))")
    UsageJson.Summary json(UsageRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = {"record", "draw", "ordinal"})
    @Mapping(target = "record", source = "record.id")
    @Mapping(target = "meter", source = "record.meter")
    @Mapping(target = "occurredAt", source = "record.occurredAt")
    @Mapping(target = "plan", source = "draw.plan")
    @Mapping(target = "planUnits", source = "draw.units")
    @Mapping(target = "remainingAfter", source = "draw.remainingAfter")
    UsageJson.Deduction json(DeductionRow row);

    default UsageJson.Recorded json(RecordRow row) {
        UsageRecord record = row.deducted().record();
        return new UsageJson.Recorded(
                record.id().value(),
                record.meter().value(),
                record.quantity().toString(),
                record.occurredAt().toString(),
                record.hour().toString(),
                record.isLate(),
                row.settled(),
                slices(row.deducted().slices()));
    }

    @Mapping(target = "id", expression = "java(bill.id())")
    @Mapping(target = "currency", source = "total.currency")
    @Mapping(target = "transaction", qualifiedByName = "transactionId")
    BillJson json(Bill bill);

    BillJson.Line json(BillLine line);

    /** As {@link dev.planstack.domain.account.Transaction#id} has it. */
    @Named("transactionId")
    default String transactionId(long number) {
        return Transaction.idOf(number);
    }

    default String text(RecordId id) {
        return id.value();
    }
}
