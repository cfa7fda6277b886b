package dev.planstack.application.account;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Money;
import java.util.SortedMap;

/**
 * An account as it stands.
 *
 * @param account the account
 * @param accrued pay-as-you-go charges not billed yet
 * @param available {@code balance + credit limit − accrued}
 * @param billing how each meter is billed that it has plans or usage of
 */
public record AccountView(Account account, Money accrued, Money available, SortedMap<MeterCode, BillingMode> billing) {

    static AccountView of(AccountBook book) {
        Money accrued = book.accrued();
        return new AccountView(book.account(), accrued, book.account().available(accrued), book.modes());
    }
}
