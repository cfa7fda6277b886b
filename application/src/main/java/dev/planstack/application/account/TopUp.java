package dev.planstack.application.account;

import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.Currency;
import java.util.Optional;

/**
 * Money to be added to a balance.
 *
 * @param amount as the client wrote it; how many decimals it may have depends on the account's currency
 * @param reference the payer's words
 */
public record TopUp(String amount, Optional<String> reference) {

    Outcome<Money> amountIn(Currency currency) {
        return Money.parse(amount, currency)
                .then(m -> m.amount().signum() > 0 ? Parsed.of(m) : Parsed.fault("must be above 0"))
                .fold(
                        Outcome::done,
                        fault -> Outcome.refused(Refusal.ofField(RefusalReason.INVALID, "/amount", fault)));
    }
}
