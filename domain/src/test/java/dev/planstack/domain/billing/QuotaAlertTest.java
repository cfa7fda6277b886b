package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules Q1 and Q2. */
class QuotaAlertTest {

    private static final Instant T = Instant.parse("2026-01-10T10:00:00Z");

    @DisplayName("Q1, Q2: once at or below the percentage, once more at nothing, armed again when the total rises")
    @ParameterizedTest(name = "{0} % set at {1}, then {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "20 | 1000 | 201            | -",
                "20 | 1000 | 201 200        | - low",
                "20 | 1000 | 200 150        | low -",
                "20 | 1000 | 200 150 0      | low - exhausted",
                "20 | 1000 | 200 150 0 0    | low - exhausted -",
                "20 | 1000 | 0              | low+exhausted",
                "20 | 1024 | 204.9 204.8    | - low",
                "99 | 100  | 99             | low",
                "1  | 100  | 1.1 1          | - low",
                "20 | 1000 | 200 1200 240   | low - low",
                "20 | 1000 | 0 1024 205 204 | low+exhausted - - low",
                "20 | 1000 | 300 301 60     | - - low",
                "20 | 0    | 0              | -",
                "20 | 0    | 100 20         | - low",
            })
    void fires(int percent, String set, String totals, String expected) {
        QuotaAlert alert = QuotaAlert.set(new MeterCode("m"), percent, Quantity.of(set), T);
        List<String> told = new ArrayList<>();
        for (String total : totals.split(" ", -1)) {
            QuotaAlert next = alert.seen(Quantity.of(total), T.plusSeconds(1));
            List<String> now = new ArrayList<>();
            if (next.firedAt().isPresent() && alert.firedAt().isEmpty()) {
                now.add("low");
            }
            if (next.exhausted() && !alert.exhausted()) {
                now.add("exhausted");
            }
            told.add(now.isEmpty() ? "-" : String.join("+", now));
            alert = next;
        }
        assertThat(String.join(" ", told)).isEqualTo(expected);
    }
}
