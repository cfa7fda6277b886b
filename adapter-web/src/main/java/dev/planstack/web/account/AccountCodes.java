package dev.planstack.web.account;

import dev.planstack.application.account.Access;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.shared.EventType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what belongs to accounts is written in answers. */
public final class AccountCodes {

    private AccountCodes() {}

    /** The account's id. */
    public static String text(AccountId id) {
        return id.value();
    }

    /** The account's id, or nothing. */
    public static @Nullable String accountOrNull(Optional<AccountId> id) {
        return id.map(AccountId::value).orElse(null);
    }

    /** {@code overdue}. */
    public static String text(AccountState state) {
        return state.code();
    }

    /** {@code pay-as-you-go}. */
    public static String text(BillingMode mode) {
        return mode.code();
    }

    /** {@code top-up}. */
    public static String text(TransactionType type) {
        return type.code();
    }

    /** {@code plan.exhausted}. */
    public static String text(EventType type) {
        return type.code();
    }

    /** {@code hard-stop}, or nothing. */
    public static @Nullable String denialOrNull(Optional<Access.Denial> denied) {
        return denied.map(d -> d.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse(null);
    }
}
