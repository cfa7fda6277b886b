package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule L8: coverage over time, its end, and any gap ahead. Days are of January 2026, UTC. */
class CoverageTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * (day - 1));
    }

    /** Orders such as {@code "1-5 5-9"}, all of {@code player/basic}. */
    private static List<LicenseOrder> orders(String terms) {
        List<LicenseOrder> orders = new ArrayList<>();
        for (String term : Splitter.on(' ').omitEmptyStrings().split(terms)) {
            String[] days = term.split("-", 2);
            orders.add(GivenOrder.of(orders.size() + 1, "player/basic")
                    .from(day(Integer.parseInt(days[0])))
                    .until(day(Integer.parseInt(days[1])).toString()));
        }
        return orders;
    }

    private static Coverage coverage(String terms) {
        return Coverage.of(orders(terms), sdk -> true);
    }

    private static String told(List<Interval> intervals) {
        return intervals.stream()
                .map(i -> told(i.start()) + "-" + told(i.end()))
                .collect(Collectors.joining(" "));
    }

    private static String told(Instant instant) {
        return String.valueOf(1 + (instant.getEpochSecond() - day(1).getEpochSecond()) / 86_400);
    }

    @DisplayName("L8: terms that touch or overlap are joined")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', ''",
        "1-5, 1-5",
        "1-5 5-9, 1-9",
        "5-9 1-5, 1-9",
        "1-5 6-9, 1-5 6-9",
        "1-9 3-5, 1-9",
        "1-9 3-5 9-10, 1-10",
        "1-3 1-5, 1-5",
        "1-5 1-3 4-8, 1-8",
        "1-5 6-9 3-7, 1-9",
        "1-5 1-5, 1-5",
    })
    void joined(String terms, String intervals) {
        assertThat(told(coverage(terms).intervals())).isEqualTo(intervals);
    }

    @DisplayName("L8: until when it is covered, when that ends or ended, and the gaps ahead")
    @ParameterizedTest(name = "{0} on {1}: until {2}, end {3}, gaps {4}")
    @CsvSource({
        // terms, day, covered until, end, gaps
        "2-5 7-9 11-12, 1, , , 5-7 9-11",
        "2-5 7-9 11-12, 2, 5, 5, 5-7 9-11",
        "2-5 7-9 11-12, 4, 5, 5, 5-7 9-11",
        "2-5 7-9 11-12, 5, , 5, 5-7 9-11",
        "2-5 7-9 11-12, 6, , 5, 5-7 9-11",
        "2-5 7-9 11-12, 7, 9, 9, 9-11",
        "2-5 7-9 11-12, 11, 12, 12, ''",
        "2-5 7-9 11-12, 12, , 12, ''",
        "2-5 7-9 11-12, 20, , 12, ''",
        "'', 1, , , ''",
    })
    void at(String terms, int now, String until, String end, String gaps) {
        Coverage coverage = coverage(terms);
        assertThat(coverage.coveredUntil(day(now)).map(CoverageTest::told)).isEqualTo(Optional.ofNullable(until));
        assertThat(coverage.end(day(now)).map(CoverageTest::told)).isEqualTo(Optional.ofNullable(end));
        assertThat(told(coverage.gapsAhead(day(now)))).isEqualTo(gaps);
    }

    @DisplayName("L4, L8: a renewal in time or in grace leaves no gap, a late one does; the gap stays")
    @ParameterizedTest(name = "5 to 10 January, renewed by {0} on {1} with grace {2}: {3}")
    @CsvSource({
        "P5D, 7, PT0S, 5-15",
        "P5D, 10, PT0S, 5-15",
        "P5D, 11, PT0S, 5-10 11-16",
        "P5D, 11, P1D, 5-10 11-16",
        "P5D, 11, P2D, 5-15",
        // a term that would be over already is not sold
        "P1D, 11, P2D, 5-10 11-12",
        "P2D, 11, P2D, 5-12",
    })
    void renewals(String term, int at, String grace, String intervals) {
        LicenseOrder order = orders("5-10").get(0);
        LicenseOrder renewed = GivenOrder.renewed(order, term, grace, day(at), UTC);
        LicenseOrder twice = GivenOrder.renewed(renewed, "P5D", grace, day(at), UTC);
        assertThat(told(Coverage.of(List.of(renewed), sdk -> true).intervals())).isEqualTo(intervals);
        int end = Integer.parseInt(intervals.substring(intervals.lastIndexOf('-') + 1));
        assertThat(told(Coverage.of(List.of(twice), sdk -> true).intervals()))
                .isEqualTo(intervals.substring(0, intervals.lastIndexOf('-') + 1) + (end + 5));
    }

    @Test
    @DisplayName("L8: each SDK by the orders that hold it, in the edition asked for")
    void bySdk() {
        List<LicenseOrder> orders = List.of(
                GivenOrder.of(1, "player/basic", "live/basic").from(day(1)).until(day(5).toString()),
                GivenOrder.of(2, "player/pro").from(day(4)).until(day(9).toString()));
        assertThat(told(Coverage.of(orders, sdk -> sdk.sdk().equals("player")).intervals()))
                .isEqualTo("1-9");
        assertThat(told(Coverage.of(orders, sdk -> sdk.sdk().equals("live")).intervals()))
                .isEqualTo("1-5");
        assertThat(told(Coverage.of(orders, sdk -> sdk.edition().equals("pro")).intervals()))
                .isEqualTo("4-9");
        assertThat(Coverage.of(orders, sdk -> sdk.sdk().equals("play")).intervals())
                .isEmpty();
    }

    @DisplayName("L8: covered is when some term holds the instant, over random orders in whatever order they come")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void equalsAsking(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            String terms = Stream.generate(() -> 1 + random.nextInt(25))
                    .limit(random.nextInt(7))
                    .map(start -> start + "-" + (start + 1 + random.nextInt(4)))
                    .collect(Collectors.joining(" "));
            List<LicenseOrder> orders = orders(terms);
            Coverage coverage = Coverage.of(orders, sdk -> true);
            for (int day = 0; day <= 31; day++) {
                Instant now = day(day);
                assertThat(coverage.coveredUntil(now).isPresent())
                        .as("seed %s: %s on %s", seed, terms, day)
                        .isEqualTo(
                                orders.stream().flatMap(o -> o.terms().stream()).anyMatch(term -> term.contains(now)));
            }
            for (int i = 1; i < coverage.intervals().size(); i++) {
                assertThat(coverage.intervals().get(i).start())
                        .as(terms)
                        .isAfter(coverage.intervals().get(i - 1).end());
            }
            Collections.shuffle(orders, random);
            assertThat(Coverage.of(orders, sdk -> true)).isEqualTo(coverage);
        }
    }
}
