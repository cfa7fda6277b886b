package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule T3: terms of calendar months, calendar days and exact time. */
class TermTest {

    @DisplayName("T3: ISO 8601 is read to months, days and exact time, and written in one canonical form")
    @ParameterizedTest(name = "{0} has {1} months, {2} days, {3} and is written {4}")
    @CsvSource({
        // text, months, days, exact, canonical
        "P1M, 1, 0, PT0S, P1M",
        "P12M, 12, 0, PT0S, P1Y",
        "P18M, 18, 0, PT0S, P1Y6M",
        "P1Y, 12, 0, PT0S, P1Y",
        "P2W, 0, 14, PT0S, P14D",
        "P1M30D, 1, 30, PT0S, P1M30D",
        "PT6H, 0, 0, PT6H, PT6H",
        "PT24H, 0, 0, PT24H, PT24H",
        "PT90S, 0, 0, PT1M30S, PT1M30S",
        "P1DT1H, 0, 1, PT1H, P1DT1H",
        "P1Y2M3W4DT5H6M7S, 14, 25, PT5H6M7S, P1Y2M25DT5H6M7S",
        "P0Y1M, 1, 0, PT0S, P1M",
    })
    void reads(String text, long months, long days, Duration exact, String canonical) {
        Term term = Term.parse(text).orThrow();
        assertThat(term).isEqualTo(new Term(months, days, exact)).hasToString(canonical);
        assertThat(Term.of(canonical)).isEqualTo(term);
    }

    @DisplayName("T3: what is no whole, positive ISO 8601 duration is refused")
    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "1M",
                "p1m",
                "P-1M",
                "-P1M",
                "+P1M",
                "P1.5M",
                "PT0.5H",
                "P1M1Y",
                "PT1D",
                "P1H",
                "P 1M",
                "P1M ",
                "P1000000000D",
                "P0D",
                "PT0S",
                "P0M"
            })
    void refuses(String text) {
        assertThat(Term.parse(text)).isInstanceOf(Parsed.Fault.class);
    }

    @DisplayName("a term is at most a hundred years, whatever it is made of")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "P100Y, true",
        "P1200M, true",
        "P1201M, false",
        "P100Y1D, false",
        "P36525D, true",
        "P36526D, false",
        "PT876600H, true",
        "PT876624H, false",
        "P50Y18262D, true",
        "P50Y18263D, false",
        "P999999999Y, false",
    })
    void atMostAHundredYears(String text, boolean accepted) {
        assertThat(Term.parse(text) instanceof Parsed.Value).isEqualTo(accepted);
    }

    @Test
    @DisplayName("T3: terms add up part by part; zero is written PT0S")
    void sums() {
        assertThat(Term.of("P11M10D").plus(Term.of("P1MT6H"))).isEqualTo(Term.of("P1Y10DT6H"));
        assertThat(Term.ZERO).hasToString("PT0S").isEqualTo(Term.of("PT0S")).isEqualTo(Term.of("P0D"));
        assertThatThrownBy(() -> new Term(-1, 0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Term(0, -1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Term(0, 0, Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
