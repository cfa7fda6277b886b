package dev.planstack.bootstrap.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    @ParameterizedTest
    @CsvSource({
        "''             , ''",
        "a              , a",
        "a$             , a",
        "a$b            , a|b",
        "a$b$           , a|b",
        "a^$b^$         , a|b",
        "a^b$           , a^b",
        "$              , .",
        "$$a            , .|.|a",
        "a$$            , a|.",
    })
    void ends_lines_at_lf_or_cr_lf(String file, String lines) throws IOException {
        String bytes = file.replace('$', '\n').replace('^', '\r');

        assertThat(readAll(bytes).stream().map(Line::text).toList())
                .isEqualTo(
                        lines.isEmpty()
                                ? List.of()
                                : List.of(lines.replace(".", "")
                                        .replace('^', '\r')
                                        .split("\\|", -1)));
    }

    @Test
    void numbers_lines_from_1() throws IOException {
        assertThat(readAll("a\n\nb").stream().map(Line::number)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void gives_the_same_hash_to_the_same_bytes_whatever_ends_the_line() throws IOException {
        assertThat(readAll("abc\nabc\r\nabc").stream().map(Line::hash))
                // the beginning of the well-known SHA-256 of "abc"
                .containsExactly("ba7816bf8f01", "ba7816bf8f01", "ba7816bf8f01");
    }

    @Test
    void tells_bytes_apart_that_are_not_utf_8() throws IOException {
        List<Line> lines = readAll("\u00fe\n\u00ff\n");

        assertThat(lines.stream().map(Line::text)).containsExactly("\ufffd", "\ufffd");
        assertThat(lines.get(0).hash()).isNotEqualTo(lines.get(1).hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void takes_a_line_of_64_kib_and_reports_a_longer_one(String end) throws IOException {
        String longest = "x".repeat(LineReader.MAX_LINE_BYTES);

        assertThat(readAll(longest + end)).singleElement().satisfies(line -> {
            assertThat(line.tooLong()).isFalse();
            assertThat(line.text()).isEqualTo(longest);
        });
        assertThat(readAll(longest + "x" + end))
                .singleElement()
                .extracting(Line::tooLong)
                .isEqualTo(true);
    }

    @Test
    void keeps_no_more_of_a_line_than_it_takes_to_see_that_it_is_too_long() throws IOException {
        long length = 3L << 30;
        try (LineReader reader = new LineReader(new EndlessLine(length))) {
            Line line = reader.next();

            assertThat(line.tooLong()).isTrue();
            assertThat(line.text()).hasSizeLessThan(LineReader.MAX_LINE_BYTES + 3);
            assertThat(reader.consumed()).isEqualTo(length);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void goes_on_after_a_line_that_is_too_long() throws IOException {
        assertThat(readAll("x".repeat(200_000) + "\nshort\n").stream()
                        .map(line -> line.number() + ":" + line.tooLong()))
                .containsExactly("1:true", "2:false");
    }

    @Test
    void tells_how_many_bytes_are_read() throws IOException {
        try (LineReader reader = reader("ab\r\nc\n")) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.consumed()).isEqualTo(4);
            assertThat(reader.next()).isNotNull();
            assertThat(reader.consumed()).isEqualTo(6);
        }
    }

    private static LineReader reader(String bytes) {
        return new LineReader(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)));
    }

    private static List<Line> readAll(String bytes) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (LineReader reader = reader(bytes)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** So many bytes without an end of line. */
    private static final class EndlessLine extends InputStream {
        private long left;

        EndlessLine(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
