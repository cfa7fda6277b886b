package dev.planstack.domain.license;

import java.util.Locale;

/** Who had a license order renewed. */
public enum RenewedBy {
    /** Someone who asked for it (rule L3). */
    MANUAL,
    /** The order's auto-renewal (rule L9). */
    AUTO;

    /** The name on the wire: {@code manual}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
