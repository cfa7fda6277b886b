package dev.planstack.web.runway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A forecast in an answer. */
record ForecastJson(
        @Nullable String meter,
        String at,
        String until,
        String currency,
        @Nullable Rate rate,
        @Nullable String plansLastUntil,
        @Nullable String balanceLastsUntil,
        @Nullable String switchesAt,
        @Nullable String overdueAt,
        @Nullable String suspendedAt,
        @Nullable String releasedAt,
        String payAsYouGoThisMonth,
        List<PlanEnd> plans,
        @Nullable Basis basis,
        Estimate low,
        Estimate high,
        List<OfMeter> meters) {

    /** Units an hour. */
    record Rate(String perHour) {}

    /** What it was worked out from. */
    record Basis(String method, String from, String to, int hoursObserved, String spread) {}

    /** What comes of less or more usage than expected. */
    record Estimate(
            @Nullable Rate rate,
            @Nullable String plansLastUntil,
            @Nullable String balanceLastsUntil,
            @Nullable String switchesAt,
            @Nullable String overdueAt,
            @Nullable String suspendedAt,
            @Nullable String releasedAt,
            String payAsYouGoThisMonth,
            List<PlanEnd> plans) {}

    /** What becomes of a plan. */
    record PlanEnd(
            String id,
            String offering,
            String unit,
            String remaining,
            String effectiveAt,
            String expiresAt,
            @Nullable String usedUpAt,
            @Nullable String unused) {}

    /** One of several meters. */
    record OfMeter(
            String meter,
            Rate rate,
            @Nullable String plansLastUntil,
            @Nullable String switchesAt,
            Basis basis,
            Band low,
            Band high) {}

    /** What comes of one of several meters if it is used less or more. */
    record Band(
            Rate rate,
            @Nullable String plansLastUntil,
            @Nullable String switchesAt) {}
}
