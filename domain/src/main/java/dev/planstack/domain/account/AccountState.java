package dev.planstack.domain.account;

import java.util.Locale;

/** What an account may do (rules A2–A5). */
public enum AccountState {
    /** The balance and the credit limit cover what is billed. */
    ACTIVE,
    /** They do not; what runs keeps running under its protection. */
    OVERDUE,
    /** Protection has ended. */
    SUSPENDED,
    /** Closed for good. */
    RELEASED;

    /** The name on the wire: {@code overdue}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
