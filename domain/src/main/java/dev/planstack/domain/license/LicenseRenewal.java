package dev.planstack.domain.license;

import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Term;
import java.time.Instant;

/**
 * One renewal of a license order with the charge for it; never changed or removed.
 *
 * @param at when it was done
 * @param by who had it done
 * @param term for how long
 * @param from the expiry that was renewed (rule L5)
 * @param startsAt when the new term starts (rule L4): at {@code from}, or at {@code at} where the order had expired
 * @param to the new expiry
 * @param amount what was charged
 * @param transaction the number of the transaction that charged it
 */
public record LicenseRenewal(
        Instant at,
        RenewedBy by,
        Term term,
        Instant from,
        Instant startsAt,
        Instant to,
        Money amount,
        long transaction) {}
