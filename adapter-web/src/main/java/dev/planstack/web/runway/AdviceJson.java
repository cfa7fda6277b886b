package dev.planstack.web.runway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Advice in an answer. */
record AdviceJson(
        String at,
        String until,
        String currency,
        Choice doNothing,
        @Nullable Choice withoutSwitch,
        Choice cheapest,
        List<Expected> meters) {

    /** Purchases with what they cost. */
    record Choice(
            List<Purchase> purchases,
            String price,
            String payAsYouGo,
            String cost,
            String saved,
            String topUp,
            boolean exact) {}

    /** So many plans of one offering. */
    record Purchase(String offering, int count, String price) {}

    /** What is expected of a meter. */
    record Expected(String meter, ForecastJson.Rate rate, ForecastJson.Basis basis) {}
}
