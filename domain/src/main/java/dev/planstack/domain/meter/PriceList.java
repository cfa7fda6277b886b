package dev.planstack.domain.meter;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * Graduated pay-as-you-go prices of one meter in one currency (rule M2).
 *
 * @param tiers the tiers by ascending bound; the last and only the last has none
 */
public record PriceList(List<Tier> tiers) {

    /** Refuses lists that {@link #parse} refuses. */
    public PriceList {
        tiers = ImmutableList.copyOf(tiers);
        fault(tiers).ifPresent(f -> {
            throw new IllegalArgumentException(f);
        });
    }

    /** The price list of these tiers, if their bounds ascend and only the last has none. */
    public static Parsed<PriceList> parse(List<Tier> tiers) {
        return fault(tiers).<Parsed<PriceList>>map(Parsed::fault).orElseGet(() -> Parsed.of(new PriceList(tiers)));
    }

    /** One price for every unit. */
    public static PriceList flat(String unitPrice) {
        return of(Tier.above(unitPrice));
    }

    /**
     * The price list of tiers that are known to be right.
     *
     * @throws IllegalArgumentException if they are not; its message says what is wrong
     */
    public static PriceList of(Tier... tiers) {
        return new PriceList(ImmutableList.copyOf(tiers));
    }

    private static Optional<String> fault(List<Tier> tiers) {
        if (tiers.isEmpty()) {
            return Optional.of("must have at least one tier");
        }
        Quantity last = Quantity.ZERO;
        for (Tier tier : tiers.subList(0, tiers.size() - 1)) {
            if (tier.upTo().isEmpty()) {
                return Optional.of("must have a tier without upTo at the end only");
            }
            if (tier.upTo().get().compareTo(last) <= 0) {
                return Optional.of("must have tiers whose upTo ascends");
            }
            last = tier.upTo().get();
        }
        return tiers.get(tiers.size() - 1).upTo().isPresent()
                ? Optional.of("must end with a tier without upTo")
                : Optional.empty();
    }

    /** {@code P(q)}: the exact price of a month's first {@code quantity} units, in major units (rule M4). */
    public BigDecimal exactPrice(Quantity quantity) {
        BigDecimal price = BigDecimal.ZERO;
        for (TierPart part : split(Quantity.ZERO, quantity)) {
            price = price.add(part.quantity().value().multiply(part.unitPrice()));
        }
        return price;
    }

    /**
     * What a part of a month costs: {@code round(P(before + quantity)) − round(P(before))} (rule M4), so that the parts of a
     * month add up to the rounded price of the month.
     *
     * @param before what the month already held
     * @param quantity what is added
     */
    public Money charge(Quantity before, Quantity quantity, Currency currency) {
        return Money.rounded(exactPrice(before.plus(quantity)), currency)
                .minus(Money.rounded(exactPrice(before), currency));
    }

    /** How the next {@code quantity} units after the month's first {@code before} fall into the tiers, in order. */
    public List<TierPart> split(Quantity before, Quantity quantity) {
        ImmutableList.Builder<TierPart> parts = ImmutableList.builder();
        Quantity position = before;
        Quantity end = before.plus(quantity);
        for (Tier tier : tiers) {
            Quantity tierEnd = tier.upTo().map(end::min).orElse(end);
            if (tierEnd.compareTo(position) > 0) {
                parts.add(new TierPart(tierEnd.minus(position), tier.unitPrice()));
                position = tierEnd;
            }
        }
        return parts.build();
    }
}
