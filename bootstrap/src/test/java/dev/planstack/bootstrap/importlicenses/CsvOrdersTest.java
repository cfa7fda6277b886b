package dev.planstack.bootstrap.importlicenses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.LineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOrdersTest {
    private static final String HEADER = "account,instanceId,sdks,startsAt,expiresAt,offering,application\n";

    private static List<String> read(String file) throws IOException {
        return read(file, UTF_8);
    }

    private static List<String> read(String file, Charset charset) throws IOException {
        return Orders.all(CsvOrders.of(new LineReader(new ByteArrayInputStream(file.getBytes(charset)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void reads_what_the_columns_say(String lineEnd) throws IOException {
        String file = HEADER + "acme,i-1,player:professional;effects:standard,2025-02-01T00:00:00Z,b,c,shop\n";

        assertThat(read(file.replace("\n", lineEnd)))
                .containsExactly("2 {'account':'acme','instanceId':'i-1','sdks':[{'sdk':'player','edition':"
                        + "'professional'},{'sdk':'effects','edition':'standard'}],'startsAt':'2025-02-01T00:00:00Z',"
                        + "'expiresAt':'b','offering':'c','application':'shop'}");
    }

    @Test
    void takes_columns_in_any_order_and_leaves_out_what_is_empty_or_missing() throws IOException {
        assertThat(read("sdks,expiresAt,account,startsAt,application\np:e,2,acme,1,\n"))
                .containsExactly(
                        "2 {'sdks':[{'sdk':'p','edition':'e'}],'expiresAt':'2','account':'acme','startsAt':'1'}");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_header() throws IOException {
        assertThat(read("\ufeff\"account\",sdks,startsAt,expiresAt\nacme,,1,2\n"))
                .containsExactly("2 {'account':'acme','startsAt':'1','expiresAt':'2'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // written, read ($ ends a line)
                "plain           | plain",
                "'\"quoted\"'    | quoted",
                "\"a,b\"         | a,b",
                "\"a$b\"         | a$b",
                "\"a^$$b\"       | a$$b",
                "\"\"\"a\"\"\"   | \\\"a\\\"",
                "\"\"\"\"        | \\\"",
                "\",\"\"$,\"     | ,\\\"$,",
                "a\"b            | a\\\"b",
                "a\"b\"          | a\\\"b\\\"",
                "日本             | 日本",
            })
    void reads_values_as_rfc_4180_has_them(String written, String expected) throws IOException {
        String value = written.replace("'", "").replace('$', '\n').replace('^', '\r');
        int lines = 2 + (int) value.chars().filter(c -> c == '\n').count();

        assertThat(read(HEADER + "acme,i,,1,2,," + value + "\nnext,,,,,,\n"))
                .containsExactly(
                        "2 {'account':'acme','instanceId':'i','startsAt':'1','expiresAt':'2','application':'"
                                + expected.replace("$", "\\n") + "'}",
                        lines + 1 + " {'account':'next'}");
    }

    @Test
    void empty_lines_and_rows_count_as_lines_but_not_as_orders() throws IOException {
        assertThat(read("\n\r\n" + HEADER + "\n  \r\na,,,,,,\n,,,,,,\n\nb,,,,,,"))
                .containsExactly("6 {'account':'a'}", "9 {'account':'b'}");
    }

    @ParameterizedTest
    @CsvSource({
        "a;b;c                       , 'has 1 values, the header 7'",
        "'a,b,c,d,e,f,g,h'           , 'has 8 values, the header 7'",
        "'a,\"b\"c,,,,,'             , is not CSV",
        "'a,b\rc,,,,,'               , has a line break that is not one of CSV",
    })
    void a_row_that_cannot_be_read_costs_only_itself(String row, String reason) throws IOException {
        assertThat(read(HEADER + row + "\nb,,,,,,\n"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("2 ! " + reason),
                        second -> assertThat(second).isEqualTo("3 {'account':'b'}"));
    }

    @Test
    void tells_rows_that_are_not_utf_8() throws IOException {
        assertThat(read(HEADER + "caf\u00e9,,,,,,\nb,,,,,,\n", ISO_8859_1))
                .containsExactly("2 ! is not UTF-8", "3 {'account':'b'}");
    }

    @Test
    void a_quote_that_is_never_closed_is_told_where_it_opens_and_nothing_after_it_is_taken() throws IOException {
        String file = HEADER + "a,,,,,,\nb,\"x,,,,,\nc,,,,,,\n";

        assertThat(read(file))
                .containsExactly(
                        "2 {'account':'a'}",
                        "3 ! a quote is opened here and not closed; nothing from this line on has been read");
    }

    @Test
    void huge_rows_are_told_and_not_kept() throws IOException {
        String huge = "x".repeat(70_000);

        assertThat(read(HEADER + "a," + huge + ",,,,,\nb,\"1\n2\n" + huge + "\",,,,,\nc,,,,,,\n"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("2 ! is longer than 64 KiB"),
                        second -> assertThat(second).startsWith("3 ! a quote is opened here and not closed"));
        assertThat(read(HEADER + "a,\"" + "x\n".repeat(40_000) + "\",,,,,\nb,,,,,,\n"))
                .singleElement()
                .asString()
                .startsWith("2 ! a quote is opened here and not closed");
    }

    @Test
    void memory_is_bounded_whatever_a_quote_swallows() throws IOException {
        byte[] line = "0123456789,0123456789,0123456789\n".repeat(30_000).getBytes(UTF_8);
        List<ByteArrayInputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream((HEADER + "a,\"").getBytes(UTF_8)));
        for (int i = 0; i < 2_000; i++) {
            parts.add(new ByteArrayInputStream(line));
        }
        try (CsvOrders orders = CsvOrders.of(new LineReader(new SequenceInputStream(Collections.enumeration(parts))))) {
            assertThat(Orders.all(orders)).singleElement().asString().startsWith("2 ! a quote is opened here");
            assertThat(orders.consumed()).isLessThan(200_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'' , The file has no header",
        "'account,sdks,startsAt\n' , the column expiresAt is missing",
        "'acme,i-1,player:pro,2025-01-01T00:00:00Z,2026-01-01T00:00:00Z\n' , 'there is no column \"acme\"'",
        "'account,sdks,startsAt,expiresAt,colour\n' , 'there is no column \"colour\"'",
        "'account;sdks;startsAt;expiresAt\n' , separated by commas",
        "'account,sdks,startsAt,expiresAt,sdks\n' , the column sdks is there twice",
        "'account,\"sdks\n' , a quote is opened here and not closed",
        "'\n\nx\n' , The header in line 3",
    })
    void a_wrong_header_stops_before_anything_is_read(String file, String message) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ImportStoppedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_file_of_another_encoding_is_told() {
        assertThatThrownBy(() -> read(HEADER, UTF_16))
                .isInstanceOf(ImportStoppedException.class)
                .hasMessageContaining("is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "player:pro                      | [{'sdk':'player','edition':'pro'}]",
                "' player : pro ; effects:std '  | [{'sdk':'player','edition':'pro'},{'sdk':'effects','edition':'std'}]",
                "player                          | [{'sdk':'player'}]",
                "a:b:c                           | [{'sdk':'a','edition':'b:c'}]",
                "a:b;                            | [{'sdk':'a','edition':'b'},{'sdk':''}]",
            })
    void reads_sdks_and_leaves_what_is_wrong_with_them_to_be_told(String value, String sdks) throws IOException {
        assertThat(read(HEADER + "a,," + value + ",,,,\n")).containsExactly("2 {'account':'a','sdks':" + sdks + "}");
    }
}
