package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule T1: UTC inside, RFC 3339 outside. */
class InstantsTest {

    @DisplayName("T1: RFC 3339 is read to UTC, to the nanosecond")
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-01-31T10:30:00Z, 2026-01-31T10:30:00Z",
        "2026-01-31T10:30:00.000001Z, 2026-01-31T10:30:00.000001Z",
        "2026-12-31T23:59:59.10Z, 2026-12-31T23:59:59.100Z",
        "2026-01-31t10:30:00z, 2026-01-31T10:30:00Z",
        "2026-01-31T10:30:00.5Z, 2026-01-31T10:30:00.500Z",
        "2026-01-31T10:30:00.123456789Z, 2026-01-31T10:30:00.123456789Z",
        "2026-01-31T00:30:00+02:00, 2026-01-30T22:30:00Z",
        "2026-01-31T10:30:00-00:00, 2026-01-31T10:30:00Z",
        "2026-01-31T10:30:00-18:00, 2026-02-01T04:30:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        // the first and the last that are handled
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "2261-12-31T23:59:59.999999999Z, 2261-12-31T23:59:59.999999999Z",
    })
    void reads(String text, Instant instant) {
        assertThat(Instants.parse(text)).isEqualTo(Parsed.of(instant));
    }

    @DisplayName("T1: what is no RFC 3339 instant, or names no real time, is refused")
    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-01-31T10:30Z",
                "2026-01-31 10:30:00Z",
                "2026-01-31T10:30:00",
                "2026-01-31T10:30:00+0200",
                "2026-01-31T10:30:00+02",
                "2026-01-31T10:30:00.Z",
                "2026-01-31T10:30:00.1234567890Z",
                "2026-1-31T10:30:00Z",
                "2026-01-31T10:30:00Z ",
                "2026-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-31T10:30:00.12a4Z",
                "2026-01-31T1o:30:00Z",
                "2026-01-31T10-30-00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T10:60:00Z",
                "2016-12-31T23:59:60Z",
                "2026-01-31T10:30:00+19:00",
                "2026-01-31T10:30:00Z[UTC]"
            })
    void refuses(String text) {
        assertThat(Instants.parse(text).fold(Instant::toString, fault -> fault)).contains("RFC 3339");
    }

    @DisplayName("T1: instants that 64-bit nanoseconds do not hold are refused")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999999999Z",
                "1970-01-01T00:00:00+00:01",
                "2262-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z"
            })
    void outOfRange(String text) {
        assertThat(Instants.parse(text).fold(Instant::toString, fault -> fault)).contains("must lie between");
    }
}
