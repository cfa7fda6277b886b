package dev.planstack.application.account;

import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.billing.BillingMode;
import java.util.Optional;

/**
 * Whether a meter may be used now (rule A7).
 *
 * @param state the account's state
 * @param billing how the meter is billed
 * @param denied why it may not be used; empty if it may
 */
public record Access(AccountState state, BillingMode billing, Optional<Denial> denied) {

    /** Why a meter may not be used. */
    public enum Denial {
        /** The account is suspended. */
        SUSPENDED,
        /** The account is released. */
        RELEASED,
        /** The account has hard stop set for the meter and no plan covers it. */
        HARD_STOP
    }

    /**
     * What there is to say of an account and a meter by their ids.
     *
     * @param meterExists whether there is such a meter
     * @param access whether it may be used; empty if there is no such account
     */
    public record Lookup(boolean meterExists, Optional<Access> access) {}

    /** Access in a state of the account; {@code hardStop} where the meter is to be served only while a plan covers it. */
    public static Access of(AccountState state, BillingMode billing, boolean hardStop) {
        return new Access(
                state,
                billing,
                switch (state) {
                    case SUSPENDED -> Optional.of(Denial.SUSPENDED);
                    case RELEASED -> Optional.of(Denial.RELEASED);
                    case ACTIVE, OVERDUE ->
                        hardStop && billing == BillingMode.PAY_AS_YOU_GO
                                ? Optional.of(Denial.HARD_STOP)
                                : Optional.empty();
                });
    }
}
