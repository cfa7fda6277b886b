package dev.planstack.domain.billing;

import java.util.Locale;

/** How a meter is billed at an instant (rule B2). */
public enum BillingMode {
    /** Some eligible plan still holds quota. */
    PLAN,
    /** None does. */
    PAY_AS_YOU_GO;

    /** The name on the wire: {@code pay-as-you-go}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
