package dev.planstack.web.runway;

import dev.planstack.domain.shared.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a simulation comes to, in an answer. */
record SimulationJson(
        String at,
        String until,
        String currency,
        String state,
        String balance,
        String accrued,
        String available,
        Map<String, String> billing,
        @Nullable String plansLastUntil,
        @Nullable String balanceLastsUntil,
        @Nullable String switchesAt,
        @Nullable String overdueAt,
        @Nullable String suspendedAt,
        @Nullable String releasedAt,
        List<Purchase> purchases,
        List<RefusedUsage> refusedUsage,
        List<Plan> plans,
        List<Switch> switches,
        List<Charge> charges,
        List<Told> events) {

    /** What came of one purchase: the plan, or why there is none. */
    record Purchase(@Nullable String plan, @Nullable Refusal refusal) {}

    /** Why something would be refused. */
    record Refusal(String type, String title, int status, String detail) {}

    /** Usage that would be refused. */
    record RefusedUsage(int index, Refusal refusal) {}

    /** A plan as it would be at the end. */
    record Plan(
            String id,
            String offering,
            String unit,
            String quota,
            String remaining,
            String status,
            String purchasedAt,
            String effectiveAt,
            String expiresAt,
            String price,
            @Nullable String usedUpAt,
            @Nullable String unused) {}

    /** A change of how a meter is billed. */
    record Switch(String at, String meter, String from, String to, String reason) {}

    /** What is used of a meter in a month, and what it costs. */
    record Charge(String month, String meter, String quantity, String byPlans, String payAsYouGo, String amount) {}

    /** What would be told. */
    record Told(String type, String at, Map<String, String> data) {

        static Told of(Event event) {
            return new Told(event.type().code(), event.at().toString(), event.data());
        }
    }
}
