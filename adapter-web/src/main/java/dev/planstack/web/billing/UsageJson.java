package dev.planstack.web.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage in answers. */
final class UsageJson {

    private UsageJson() {}

    /** What became of the records of a request. */
    record Receipt(
            int accepted,
            int duplicates,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Result> results) {}

    /** What became of one record. */
    record Result(String id, String status, boolean late, List<Slice> slices) {}

    /** A part of a record. */
    record Slice(
            @Nullable String plan,
            String quantity,
            @Nullable String planUnits) {}

    /** A record, explained. */
    record Explained(
            String id,
            String account,
            String meter,
            String quantity,
            String occurredAt,
            String receivedAt,
            String hour,
            boolean late,
            @JsonProperty("final") boolean settled,
            List<Slice> slices,
            List<Considered> explanation,
            @Nullable PayAsYouGo payAsYouGo) {}

    /** A plan that was considered; what it held is told where that decided. */
    record Considered(
            String plan,
            String offering,
            String outcome,
            String quantity,
            String planUnits,
            @Nullable String remainingBefore,
            @Nullable String remainingAfter,
            String reason) {}

    /** The part that no plan covers. */
    record PayAsYouGo(String quantity, List<PricedQuantity> tiers) {}

    /** The part of a quantity that falls in one tier. */
    record PricedQuantity(String quantity, String unitPrice) {}

    /** Usage of a meter in an hour, day or month. */
    record Summary(
            String start,
            String meter,
            String quantity,
            String byPlans,
            String payAsYouGo,
            String amount,
            @JsonProperty("final") boolean settled) {}

    /** A record with what it does. */
    record Recorded(
            String id,
            String meter,
            String quantity,
            String occurredAt,
            String hour,
            boolean late,
            @JsonProperty("final") boolean settled,
            List<Slice> slices) {}

    /** The part of a record that one plan covers. */
    record Deduction(
            String record,
            String meter,
            String occurredAt,
            String plan,
            String quantity,
            String planUnits,
            String remainingAfter,
            @JsonProperty("final") boolean settled) {}
}
