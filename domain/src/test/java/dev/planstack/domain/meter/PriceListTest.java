package dev.planstack.domain.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules M2–M4: graduated prices. */
class PriceListTest {

    private static final Currency USD = Currency.getInstance("USD");

    /** Up to and including 51,200 GB at 0.04, then 0.03. */
    private static final PriceList TRAFFIC = prices("51200=0.04", "=0.03");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 200));
    }

    private static PriceList prices(String... tiers) {
        return new PriceList(tiers(tiers));
    }

    /** Tiers from {@code "upTo=unitPrice"}; without a bound {@code "=unitPrice"}. */
    private static List<Tier> tiers(String... tiers) {
        return List.of(tiers).stream()
                .map(t -> t.split("=", 2))
                .map(p -> new Tier(
                        p[0].isEmpty() ? Optional.empty() : Optional.of(Quantity.of(p[0])), new BigDecimal(p[1])))
                .toList();
    }

    @DisplayName("M2, M3: each tier prices the part of the month that falls in it; its bound is inclusive")
    @ParameterizedTest(name = "{1} GB after {0} GB: {2}, {3}")
    @CsvSource({
        // before, quantity, parts, charge
        "0, 52200, 51200@0.04 1000@0.03, 2078.00",
        "0, 51199, 51199@0.04, 2047.96",
        "0, 51200, 51200@0.04, 2048.00",
        "0, 51201, 51200@0.04 1@0.03, 2048.03",
        "51199, 1, 1@0.04, 0.04",
        "51199, 2, 1@0.04 1@0.03, 0.07",
        "51200, 1, 1@0.03, 0.03",
        "60000, 10, 10@0.03, 0.30",
        "0, 0, '', 0.00",
    })
    void graduated(String before, String quantity, String parts, String charge) {
        Quantity from = Quantity.of(before);
        Quantity added = Quantity.of(quantity);
        assertThat(TRAFFIC.split(from, added).stream()
                        .map(p -> p.quantity() + "@" + p.unitPrice())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(parts);
        assertThat(TRAFFIC.charge(from, added, USD)).hasToString(charge);
    }

    @DisplayName("M4: a line is round(P(after)) − round(P(before)), half-up")
    @ParameterizedTest(name = "{1} after {0} at 0.004 is {2}")
    @CsvSource({
        // before, quantity, charge: P(1) = 0.004, P(2) = 0.008, P(3) = 0.012, P(4) = 0.016
        "0, 1, 0.00",
        "1, 1, 0.01",
        "2, 1, 0.00",
        "3, 1, 0.01",
        "0, 4, 0.02",
        "0, 1.25, 0.01",
        "0, 1.24, 0.00",
    })
    void roundedDifferences(String before, String quantity, String charge) {
        assertThat(PriceList.flat("0.004").charge(Quantity.of(before), Quantity.of(quantity), USD))
                .hasToString(charge);
    }

    @DisplayName("M4: the lines of a month add up to the rounded price of the month, however it is cut")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void linesAddUp(long seed) {
        Random random = new Random(seed);
        Currency currency = Currency.getInstance(List.of("USD", "JPY", "KWD").get(random.nextInt(3)));
        List<Tier> tiers = new ArrayList<>();
        long bound = 0;
        for (int i = random.nextInt(4); i > 0; i--) {
            bound += 1 + random.nextInt(2_000);
            tiers.add(new Tier(Optional.of(new Quantity(BigDecimal.valueOf(bound, 2))), price(random)));
        }
        tiers.add(new Tier(Optional.empty(), price(random)));
        PriceList list = new PriceList(tiers);
        Quantity month = Quantity.ZERO;
        Money sum = Money.zero(currency);
        for (int line = 1 + random.nextInt(80); line > 0; line--) {
            Quantity quantity = new Quantity(BigDecimal.valueOf(1 + random.nextInt(200), 2));
            sum = sum.plus(list.charge(month, quantity, currency));
            month = month.plus(quantity);
        }
        assertThat(sum)
                .isEqualTo(Money.rounded(list.exactPrice(month), currency))
                .isEqualTo(list.charge(Quantity.ZERO, month, currency));
    }

    private static BigDecimal price(Random random) {
        return BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(7));
    }

    @DisplayName("M2: bounds ascend from above 0; the last tier and only the last has none")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "=0.04, ''",
        "10=1 20=0.5 =0.1, ''",
        "'', must have at least one tier",
        "10=1, must end with a tier without upTo",
        "=1 =0.5, must have a tier without upTo at the end only",
        "=1 10=0.5, must have a tier without upTo at the end only",
        "10=1 10=0.5 =0.1, must have tiers whose upTo ascends",
        "20=1 10=0.5 =0.1, must have tiers whose upTo ascends",
        "0=1 =0.5, must have tiers whose upTo ascends",
    })
    void shape(String tiers, String fault) {
        List<Tier> list = tiers.isEmpty() ? List.of() : tiers(tiers.split(" ", 9));
        String result = PriceList.parse(list).fold(l -> "", f -> f);
        assertThat(result).isEqualTo(fault);
    }

    @Test
    @DisplayName("M2: no price list can be made that would not be read")
    void constructor() {
        assertThat(PriceList.parse(tiers("=1"))).isEqualTo(Parsed.of(PriceList.flat("1")));
        assertThatThrownBy(() -> prices("10=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must end with a tier without upTo");
    }
}
