package dev.planstack.bootstrap.importlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogParserTest {
    private static final String START = "shop 192.0.2.7 - - [12/May/2024:10:05:03 +0000] ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // common, combined, with fields of one's own
                "\"GET /a HTTP/1.1\" 200 5120                            | 5120",
                "\"GET /a HTTP/1.1\" 200 0                               | 0",
                "\"GET /a HTTP/1.1\" 304 -                               | 0",
                "\"GET /a HTTP/1.1\" 200 5 \"-\" \"-\"                   | 5",
                "\"GET /a HTTP/1.1\" 200 5 \"http://x/\" \"A (b; c) d\"  | 5",
                "\"GET /a HTTP/1.1\" 200 5 \"-\" \"A\" 0.012 \"more\"    | 5",
                "\"GET /a HTTP/1.1\" 200 5 \"\" \"\"                     | 5",
                // quotes, brackets and backslashes inside quotes
                "\"GET /a?q=\\\"x\\\" HTTP/1.1\" 200 5                   | 5",
                "\"GET /a\\\\\" 200 5                                    | 5",
                "\"GET /a\\\\\\\" 1 2 HTTP/1.1\" 200 5                   | 5",
                "\"GET /[x]\" 200 5 \"[y]\" \"\\\"[z]\\\"\"              | 5",
                "\"-\" 408 -                                             | 0",
                "\"\" 400 226                                            | 226",
                "\"\\x16\\x03\\x01\" 400 226                             | 226",
                // odd, but clear
                "  \"GET /a HTTP/1.1\"   200   5                         | 5",
                "\"GET /a HTTP/1.1\" - 5                                 | 5",
                "\"GET /a HTTP/1.1\" 200 007                             | 7",
                "\"GET /a HTTP/1.1\" 200 999999999999999                 | 999999999999999",
            })
    void reads_the_bytes_of(String afterTimestamp, long bytes) {
        assertThat(read(START + afterTimestamp))
                .isEqualTo(new AccessLogLine(Optional.of("shop"), Instant.parse("2024-05-12T10:05:03Z"), bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12/May/2024:10:05:03 +0000 | 2024-05-12T10:05:03Z",
                "12/May/2024:10:05:03 -0000 | 2024-05-12T10:05:03Z",
                "12/May/2024:10:05:03 +0530 | 2024-05-12T04:35:03Z",
                "31/Dec/2015:20:00:00 -0800 | 2016-01-01T04:00:00Z",
                "01/Jan/2016:00:30:00 +1400 | 2015-12-31T10:30:00Z",
                "29/Feb/2016:23:59:59 +0000 | 2016-02-29T23:59:59Z",
                "02/Sep/2015:00:00:00 +0000 | 2015-09-02T00:00:00Z",
                "02/Mar/2015:00:00:00 +0000 | 2015-03-02T00:00:00Z",
                "02/Oct/2015:00:00:00 +0000 | 2015-10-02T00:00:00Z",
            })
    void reads_the_instant(String timestamp, Instant instant) {
        assertThat(read("shop 192.0.2.7 - - [" + timestamp + "] \"GET / HTTP/1.1\" 200 5")
                        .occurredAt())
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // empty
                "17/may/2015:10:05:03 +0000",
                "17/MAY/2015:10:05:03 +0000",
                "17/Mai/2015:10:05:03 +0000",
                "02/Sept/2015:10:05:03 +0000",
                "17/05/2015:10:05:03 +0000",
                "7/May/2015:10:05:03 +0000",
                "30/Feb/2015:10:05:03 +0000",
                "29/Feb/2015:10:05:03 +0000",
                "12/May/2024:24:00:00 +0000",
                "12/May/2024:10:60:03 +0000",
                "12/May/2024:10:05:60 +0000",
                "17/May/15:10:05:03 +0000",
                "17/May/12015:10:05:03 +0000",
                "17/May/-015:10:05:03 +0000",
                "12/May/2024:10:05:03",
                "12/May/2024:10:05:03 Z",
                "12/May/2024:10:05:03 +00:00",
                "12/May/2024:10:05:03 +1900",
                "12/May/2024:10:05:03 +0060",
                "12/May/2024:10:05:03 +0000 ",
                "12/May/2024 10:05:03 +0000",
                "1٧/May/2015:10:05:03 +0000",
                "2024-05-12T10:05:03Z",
            })
    void refuses_the_timestamp(String timestamp) {
        assertThat(reasonFor("shop 192.0.2.7 - - [" + timestamp + "] \"GET / HTTP/1.1\" 200 5"))
                .isEqualTo("timestamp cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "192.0.2.7 - -                   | ",
                "2001:db8::7 - frank             | ",
                "shop 192.0.2.7 - -              | shop",
                "shop 2001:db8::7 - frank        | shop",
                "shop.example.org:443 192.0.2.7 - -     | shop.example.org:443",
                "-  192.0.2.7  -  -              | -",
            })
    void reads_the_virtual_host(String beforeTimestamp, String virtualHost) {
        assertThat(read(beforeTimestamp + " [12/May/2024:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5")
                        .virtualHost())
                .isEqualTo(Optional.ofNullable(virtualHost));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "not a log line                                                    | no timestamp",
                "192.0.2.7 - - [12/May/2024:10:05:03 +0000                         | no timestamp",
                "192.0.2.7 - - 12/May/2024:10:05:03 +0000] \"GET /\" 200 5         | no timestamp",
                "- - [12/May/2024:10:05:03 +0000] \"GET /\" 200 5 | not 3 or 4 fields before the timestamp",
                "a b c d e [12/May/2024:10:05:03 +0000] \"GET /\" 200 5 | not 3 or 4 fields before the timestamp",
                "a b c [x] [12/May/2024:10:05:03 +0000] \"GET /\" 200 5            | timestamp cannot be read",
            })
    void refuses_the_line(String line, String reason) {
        assertThat(reasonFor(line)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "                                         | no request in quotes",
                "GET / HTTP/1.1 200 5                     | no request in quotes",
                "\"GET / HTTP/1.1 200 5                   | no request in quotes",
                "\"GET /\\\" 200 5                        | no request in quotes",
                "\"GET /\"                                | status and bytes cannot be read",
                "\"GET /\" 200                            | status and bytes cannot be read",
                "\"GET /\"200 5                           | status and bytes cannot be read",
                "\"GET /\"x\" 200 5                       | status and bytes cannot be read",
                "\"GET /\" 20 5                           | status and bytes cannot be read",
                "\"GET /\" 2000 5                         | status and bytes cannot be read",
                "\"GET /\" 200 -5                         | status and bytes cannot be read",
                "\"GET /\" 200 +5                         | status and bytes cannot be read",
                "\"GET /\" 200 1e3                        | status and bytes cannot be read",
                "\"GET /\" 200 1.5                        | status and bytes cannot be read",
                "\"GET /\" 200 --                         | status and bytes cannot be read",
                "\"GET /\" 200 ٣                          | status and bytes cannot be read",
                "\"GET /\" 200 5shop                      | status and bytes cannot be read",
                "\"GET /\" 200 1000000000000000           | status and bytes cannot be read",
                "\"GET /\" 200 99999999999999999999999999 | status and bytes cannot be read",
                "\"GET /\" 200 5 more                     | text after the bytes is not a referrer and an agent",
                "\"GET /\" 200 5 \"-\"                    | text after the bytes is not a referrer and an agent",
                "\"GET /\" 200 5 \"-\" agent              | text after the bytes is not a referrer and an agent",
                "\"GET /\" 200 5 \"-\" \"cut off          | text after the bytes is not a referrer and an agent",
                "\"GET /\" 200 5 \"-\" \"a\"x             | text after the bytes is not a referrer and an agent",
            })
    void refuses_what_follows_the_timestamp(String afterTimestamp, String reason) {
        assertThat(reasonFor(START + (afterTimestamp == null ? "" : afterTimestamp)))
                .isEqualTo(reason);
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void does_not_depend_on_the_locale() {
        Locale before = Locale.getDefault();
        try {
            for (String locale : new String[] {"ar-EG-u-nu-arab", "tr", "th-TH-u-ca-buddhist", "en-GB"}) {
                Locale.setDefault(Locale.forLanguageTag(locale));
                assertThat(read(START + "\"GET /\" 200 5").occurredAt()).hasToString("2024-05-12T10:05:03Z");
                assertThat(LogTimestamp.format(Instant.parse("2015-09-17T10:05:03Z")))
                        .isEqualTo("17/Sep/2015:10:05:03 +0000");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void answers_any_text() {
        String pieces = "[[]]\"\"\\\\  --:/+0123456789aMy\0\n\r\t\u00e9\ud83d\ufffd\u2028";
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            if (random.nextBoolean()) {
                text.append(START, 0, random.nextInt(START.length() + 1));
            }
            random.ints(random.nextInt(60), 0, pieces.length()).forEach(index -> text.append(pieces.charAt(index)));
            assertAnswered(text.toString());
        }
    }

    @Test
    void answers_a_damaged_line() {
        String line = START + "\"GET /a\\\"b HTTP/1.1\" 200 5 \"http://x/\" \"agent\"";
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder damaged = new StringBuilder(line);
            for (int damages = random.nextInt(1, 4); damages > 0; damages--) {
                damaged.setCharAt(random.nextInt(line.length()), (char) random.nextInt(0x180));
            }
            assertAnswered(damaged.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\"", "\\", "[", "]", " ", "a ", "\" ", "-", "9"})
    void answers_a_long_line_of(String piece) {
        String repeated = piece.repeat(32_000);

        assertAnswered(repeated);
        assertAnswered(START + repeated);
        assertAnswered(START + "\"" + repeated);
        assertAnswered(START + "\"GET /\" 200 5 " + repeated);
    }

    private static void assertAnswered(String text) {
        assertThatCode(() -> AccessLogParser.parse(text)).as("%s", text).doesNotThrowAnyException();
    }

    private static AccessLogLine read(String line) {
        return AccessLogParser.parse(line).fold(read -> read, reason -> {
            throw new AssertionError(reason + ": " + line);
        });
    }

    private static String reasonFor(String line) {
        return AccessLogParser.parse(line).fold(read -> "read as " + read, reason -> reason);
    }
}
