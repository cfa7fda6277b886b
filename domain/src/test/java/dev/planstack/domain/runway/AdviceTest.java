package dev.planstack.domain.runway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.Money;
import dev.planstack.testing.Given;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which plans to buy for a meter of which one unit an hour is used: 720 in 30 days, which cost 720.00 as they are used. */
class AdviceTest {

    /** {@code quota/validity=price}, of a period where one is named: {@code day:30/P1M=5}. */
    private static PlanOffering offering(String text) {
        String[] parts = text.split("[:/=]", -1);
        int at = parts.length - 3;
        Period period = at == 0 ? null : Period.valueOf(parts[0].toUpperCase(Locale.ROOT));
        return priced(
                Given.offering(text.replaceAll("[/=:]", "-"), parts[at], period, parts[at + 1], "m=1"), parts[at + 2]);
    }

    private static PlanOffering priced(PlanOffering plain, String price) {
        return new PlanOffering(
                plain.id(),
                plain.name(),
                plain.unit(),
                plain.quota(),
                plain.period(),
                plain.validity(),
                plain.meters(),
                Map.of(Given.USD, Money.of(price, "USD")),
                plain.activationDelay(),
                plain.renewable(),
                plain.withdrawn());
    }

    private static String told(Advice.Choice choice) {
        return choice.purchases().stream()
                        .map(purchase ->
                                purchase.count() + "x" + purchase.offering().id())
                        .collect(Collectors.joining("+"))
                + " " + choice.cost() + " saves " + choice.saved() + " top up " + choice.topUp()
                + (choice.exact() ? "" : " at least");
    }

    @DisplayName("the cheapest purchases without pay-as-you-go, and the cheapest mix")
    @ParameterizedTest(name = "{0}: {1}, or {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // a pack that is cheaper than its usage is bought while it is used up; the last one may not pay off
                "500/P1M=100                  | 2x500-P1M-100 200.00 saves 520.00 top up 0.00    | 2x500-P1M-100 200.00 saves 520.00 top up 0.00",
                "500/P1M=300                  | 2x500-P1M-300 600.00 saves 120.00 top up 0.00    | 1x500-P1M-300 520.00 saves 200.00 top up 0.00",
                "500/P1M=600                  | 2x500-P1M-600 1200.00 saves -480.00 top up 224.00 | ' 720.00 saves 0.00 top up 0.00'",
                // validity counts: a plan of ten days covers a third
                "1000/P10D=10                 | -                                                 | 1x1000-P10D-10 490.00 saves 230.00 top up 0.00",
                // the exact search beats the one that always takes what helps most
                "400/P1M=100 360/P1M=95       | 2x360-P1M-95 190.00 saves 530.00 top up 0.00      | 2x360-P1M-95 190.00 saves 530.00 top up 0.00",
                "day:24/P1M=70 hour:1/P1M=80  | 1xday-24-P1M-70 70.00 saves 650.00 top up 0.00    | 1xday-24-P1M-70 70.00 saves 650.00 top up 0.00",
                "day:12/P1M=70 day:6/P1M=40   | 2xday-12-P1M-70 140.00 saves 580.00 top up 0.00   | 2xday-12-P1M-70 140.00 saves 580.00 top up 0.00",
                "hour:1/P1M=80                | 1xhour-1-P1M-80 80.00 saves 640.00 top up 0.00    | 1xhour-1-P1M-80 80.00 saves 640.00 top up 0.00",
            })
    void advises(String catalog, String withoutSwitch, String cheapest) {
        GivenAccount account = new GivenAccount("1000.00");
        account.useHourly("m", "1", 24);

        Advice advice = Advice.of(
                account.standing(),
                account.past(),
                Arrays.stream(catalog.split(" +")).map(AdviceTest::offering).toList());

        assertThat(told(advice.doNothing())).isEqualTo(" 720.00 saves 0.00 top up 0.00");
        assertThat(advice.withoutSwitch().map(AdviceTest::told).orElse("-")).isEqualTo(withoutSwitch);
        assertThat(told(advice.cheapest())).isEqualTo(cheapest);
    }

    @DisplayName(
            "what the account has counts, and what is withdrawn, in another currency or for other meters is not advised")
    @Test
    void candidates() {
        GivenAccount account = new GivenAccount("1000.00");
        account.useHourly("m", "1", 24);
        account.buy(Given.offering("own", "700", null, "P1Y", "m=1"));
        PlanOffering other = priced(Given.offering("other", "500", null, "P1M", "n=1"), "1.00");
        PlanOffering good = offering("10/P1M=5");
        PlanOffering withdrawn = new PlanOffering(
                good.id(),
                good.name(),
                good.unit(),
                good.quota(),
                good.period(),
                good.validity(),
                good.meters(),
                good.prices(),
                good.activationDelay(),
                false,
                true);

        Advice advice = Advice.of(account.standing(), account.past(), List.of(other, withdrawn));

        assertThat(told(advice.cheapest())).isEqualTo(" 20.00 saves 0.00 top up 0.00");
        assertThat(advice.withoutSwitch()).isEmpty();
        assertThat(told(Advice.of(account.standing(), account.past(), List.of(other, good))
                        .cheapest()))
                .isEqualTo("2x10-P1M-5 10.00 saves 10.00 top up 0.00");
    }
}
