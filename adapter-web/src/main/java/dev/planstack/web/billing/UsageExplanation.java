package dev.planstack.web.billing;

import dev.planstack.application.billing.UsageView;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.UsageRecord;

/** Writes a usage record with what it did and why. */
final class UsageExplanation {

    private UsageExplanation() {}

    static UsageJson.Explained json(AccountId account, UsageView view) {
        UsageRecord record = view.deducted().record();
        return new UsageJson.Explained(
                record.id().value(),
                account.value(),
                record.meter().value(),
                record.quantity().toString(),
                record.occurredAt().toString(),
                record.receivedAt().toString(),
                record.hour().toString(),
                record.isLate(),
                view.settled(),
                BillingMapper.INSTANCE.slices(view.deducted().slices()),
                BillingMapper.INSTANCE.explanation(view.explanation().considered()),
                view.tiers().isEmpty()
                        ? null
                        : new UsageJson.PayAsYouGo(
                                view.payAsYouGo().toString(), BillingMapper.INSTANCE.tiers(view.tiers())));
    }
}
