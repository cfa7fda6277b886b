package dev.planstack.persistence.shared;

import dev.planstack.domain.billing.BillingMode;

/** How a billing mode is written. */
public final class Modes {

    private Modes() {}

    /** The mode that {@link BillingMode#code} wrote. */
    public static BillingMode read(String code) {
        for (BillingMode mode : BillingMode.values()) {
            if (mode.code().equals(code)) {
                return mode;
            }
        }
        throw new IllegalStateException("stored by another version: " + code);
    }
}
