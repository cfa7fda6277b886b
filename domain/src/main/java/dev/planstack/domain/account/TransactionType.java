package dev.planstack.domain.account;

import java.util.Locale;

/** What moves a balance (rule A1). */
public enum TransactionType {
    /** Money paid in. */
    TOP_UP,
    /** A plan bought. */
    PURCHASE,
    /** A plan's price paid back. */
    REFUND,
    /** An hour of pay-as-you-go. */
    BILL,
    /** A license order bought. */
    LICENSE,
    /** A plan or license order renewed. */
    RENEWAL,
    /** A correction by the operator. */
    ADJUSTMENT;

    /** The name on the wire: {@code top-up}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
