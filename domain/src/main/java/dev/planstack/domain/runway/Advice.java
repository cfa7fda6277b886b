package dev.planstack.domain.runway;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which plans to buy now for the expected usage of the next 30 days. What is compared is what purchases and pay-as-you-go cost together;
 * what a plan still holds after that counts for nothing.
 *
 * @param from where the 30 days begin
 * @param until where they end
 * @param usage what is expected of each meter, by code
 * @param doNothing what it costs to buy nothing
 * @param withoutSwitch the cheapest purchases with which no usage is pay-as-you-go; empty if there are none
 * @param cheapest the cheapest mix of purchases and pay-as-you-go
 */
public record Advice(
        Instant from,
        Instant until,
        List<ExpectedUsage> usage,
        Choice doNothing,
        Optional<Choice> withoutSwitch,
        Choice cheapest) {

    /** How far ahead purchases are compared. */
    public static final Duration LENGTH = Duration.ofDays(30);

    /** Keeps a copy. */
    public Advice {
        usage = ImmutableList.copyOf(usage);
    }

    /**
     * So many plans of one offering.
     *
     * @param offering the offering
     * @param count how many, 1 or more
     * @param price what one costs the account
     */
    public record Purchase(PlanOffering offering, int count, Money price) {}

    /**
     * Purchases with what they cost.
     *
     * @param purchases what to buy, by offering
     * @param price what the purchases cost together
     * @param payAsYouGo what pay-as-you-go costs besides
     * @param saved by how much all is cheaper than to buy nothing, below zero if it is dearer
     * @param topUp what has to be paid in before the purchases can be made
     * @param exact whether all other purchases were compared or could be left out, so that none is better
     */
    public record Choice(
            List<Purchase> purchases, Money price, Money payAsYouGo, Money saved, Money topUp, boolean exact) {

        /** Keeps a copy. */
        public Choice {
            purchases = ImmutableList.copyOf(purchases);
        }

        /** Purchases and pay-as-you-go together. */
        public Money cost() {
            return price.plus(payAsYouGo);
        }
    }

    /**
     * Advises.
     *
     * @param past what was used, at least as far back as {@link PastUsage#WINDOW}
     * @param catalog what can be bought; what is withdrawn, has no price for the account or covers nothing that is expected to be used is
     *     left out
     */
    public static Advice of(Standing standing, PastUsage past, Collection<PlanOffering> catalog) {
        List<ExpectedUsage> usage = Forecast.expected(standing, past, Optional.empty());
        return new AdviceSearch(standing, usage, catalog).search();
    }
}
