package dev.planstack.domain.license;

import java.util.Locale;

/** What happens to a license order by itself before it expires (rules L9, L10). */
public enum RenewalMode {
    /** It is renewed. */
    AUTO,
    /** Someone has to renew it, and is reminded. */
    MANUAL,
    /** It is not to be renewed; only the last reminder is told. */
    NONE;

    /** The name on the wire: {@code auto}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
