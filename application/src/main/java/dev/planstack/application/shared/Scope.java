package dev.planstack.application.shared;

import java.util.Locale;

/** What an API key is for. */
public enum Scope {
    /** Everything. */
    ADMIN,
    /** Sending usage, and asking whether there may be more. */
    INGEST,
    /** Reading. */
    READ;

    /** The name on the wire: {@code read}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
