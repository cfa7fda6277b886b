package dev.planstack.domain.runway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.EventType;
import dev.planstack.testing.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an account is warned that its plans will run out; instants are told in hours from its start. */
class RunOutAlertTest {

    private static final MeterCode M = new MeterCode("m");

    private static PlanOffering offering(String quota, String validity) {
        return Given.offering("o" + quota + validity, quota, null, validity, "m=1");
    }

    /** {@code 24 96}: warned 24 hours after the start that plans last until 96 hours after it. */
    private static List<String> warnings(GivenAccount account) {
        return account.events.stream()
                .filter(event -> event.type() == EventType.RUNWAY_LOW)
                .map(event ->
                        hours(event.at().toString()) + " " + hours(event.data().getOrDefault("plansLastUntil", "")))
                .toList();
    }

    private static long hours(String instant) {
        return Duration.between(GivenAccount.START, Instant.parse(instant)).toHours();
    }

    @DisplayName("it fires once when the expected end is so many days ahead")
    @ParameterizedTest(name = "{0} units valid for {1}, one used each hour, warned {2} days ahead: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // the hour that begins at 27 is the first of which 3 days of 24 hours are left, and is looked at when
                // the one before is billed
                "100 | P1Y | 3  | 28 100",
                "100 | P1Y | 1  | 76 100",
                "100 | P2D | 1  | 24 48",
                "100 | P1Y | 10 | 2 100",
                "100 | P3D | 5  | 0 72",
            })
    void firesOnce(String quota, String validity, int days, String expected) {
        GivenAccount account = new GivenAccount("100.00");
        account.buy(offering(quota, validity));
        account.setAlert(days);
        account.useHourly("m", "1", 90);
        assertThat(warnings(account)).containsExactly(expected);
    }

    @DisplayName("it is quiet until the end changes by a day, and looks at midnight too, when nothing is used")
    @Test
    void quietUntilTheEndMoves() {
        GivenAccount account = new GivenAccount("100.00");
        account.buy(offering("100", "P1Y"));
        account.setAlert(5);
        account.useHourly("m", "1", 24);
        assertThat(warnings(account)).containsExactly("2 100");
        // twice the use: the mean of 24 hours at 1 and n hours at 2 brings the end nearer, by a day at last
        account.useHourly("m", "2", 20);
        List<String> faster = warnings(account);
        assertThat(faster).hasSize(2);
        // nothing is used any more: the end moves away day by day
        account.after("P2D");
        assertThat(warnings(account).size()).isGreaterThan(2);
        assertThat(account.book.runOutAlert(M).orElseThrow().firedAt()).isPresent();
    }

    @DisplayName("a purchase arms it again; an end that is no longer near makes it forget")
    @Test
    void purchaseArmsAgain() {
        GivenAccount account = new GivenAccount("100.00");
        account.buy(offering("100", "P1Y"));
        account.useHourly("m", "1", 24);
        account.setAlert(4);
        account.buy(offering("10", "P1Y"));
        assertThat(warnings(account)).containsExactly("24 100", "24 110");
        account.buy(offering("1000", "P1Y"));
        assertThat(warnings(account)).hasSize(2);
        assertThat(account.book.runOutAlert(M).orElseThrow().firedAt()).isEmpty();
        assertThat(account.book.dropRunOutAlert(M)).isTrue();
        assertThat(account.book.dropRunOutAlert(M)).isFalse();
    }
}
