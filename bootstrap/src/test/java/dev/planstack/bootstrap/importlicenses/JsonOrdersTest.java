package dev.planstack.bootstrap.importlicenses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.bootstrap.importing.ImportStoppedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOrdersTest {

    private static List<String> read(String file) throws IOException {
        return read(file, UTF_8);
    }

    private static List<String> read(String file, Charset charset) throws IOException {
        return Orders.all(
                JsonOrders.of(new ByteArrayInputStream(file.replace('\'', '"').getBytes(charset))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", "\n\n\t \r\n"})
    void reads_an_array_and_tells_the_line_each_order_begins_in(String before) throws IOException {
        int lines = (int) before.chars().filter(c -> c == '\n').count();

        assertThat(read(before
                        + "[{'account': 'a',\n 'sdks': [{'sdk': 'p'}]},\n\n{'account':'b'}, {'account':'c'}\n]\n"))
                .containsExactly(
                        lines + 1 + " {'account':'a','sdks':[{'sdk':'p'}]}",
                        lines + 4 + " {'account':'b'}",
                        lines + 4 + " {'account':'c'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", "\r\n"})
    void reads_an_object_a_line(String before) throws IOException {
        int lines = (int) before.chars().filter(c -> c == '\n').count();

        assertThat(read(before + "{'account':'a'}\n\n  {'account':'b', 'instanceId': null}\r\n{'account':'c'}"))
                .containsExactly(
                        lines + 1 + " {'account':'a'}",
                        lines + 3 + " {'account':'b','instanceId':null}",
                        lines + 4 + " {'account':'c'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "[]", "\n[\n]\n"})
    void no_orders_are_no_fault(String file) throws IOException {
        assertThat(read(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1           | is not a JSON object: Unexpected end",
                "{'a':1,'a':2}    | is not a JSON object: Duplicate field",
                "{'a':1} {'b':2}  | is not a JSON object: Trailing token",
                "[{'a':1}]        | must be an object",
                "7                | must be an object",
                "null             | must be an object",
                "nonsense         | is not a JSON object: Unrecognized token",
            })
    void a_line_that_cannot_be_read_costs_only_itself(String line, String reason) throws IOException {
        assertThat(read("{}\n" + line + "\n{'account':'b'}\n"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("1 {}"),
                        second -> assertThat(second).startsWith("2 ! " + reason),
                        third -> assertThat(third).isEqualTo("3 {'account':'b'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7              | must be an object",
                "[{},[]]        | must be an object",
                "null           | must be an object",
                "{'a':1,'a':2}  | is not a JSON object: Duplicate field",
            })
    void an_item_that_is_no_order_costs_only_itself(String item, String reason) throws IOException {
        assertThat(read("[{},\n" + item + ",\n{'account':'b'}]"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("1 {}"),
                        second -> assertThat(second).startsWith("2 ! " + reason),
                        third -> assertThat(third).isEqualTo("3 {'account':'b'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{},$[{'a':$]     | 2 ! is not JSON (line 3",
                "[{},${'a':1}      | 2 ! is not JSON",
                "[{},${'a'         | 2 ! is not JSON",
                "[{}$nonsense]     | 2 ! is not JSON (line 2",
                "[{}]${}           | 2 ! stands after the end of the array",
            })
    void what_is_no_json_ends_an_array_and_says_so(String file, String told) throws IOException {
        List<String> read = read(file.replace('$', '\n'));

        assertThat(read.get(0)).isEqualTo("1 {}");
        assertThat(read.get(read.size() - 1)).startsWith(told).endsWith("; nothing from this line on has been read");
    }

    @Test
    void tells_what_is_not_utf_8() throws IOException {
        assertThat(read("{'account':'caf\u00e9'}\n{'account':'b'}\n", ISO_8859_1))
                .containsExactly("1 ! is not UTF-8", "2 {'account':'b'}");
        assertThat(read("[{},\n{'account':'caf\u00e9'}]", ISO_8859_1))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("1 {}"),
                        second -> assertThat(second).startsWith("2 ! is not JSON (line 2: Invalid UTF-8"));
        assertThatThrownBy(() -> read("\ufeff[{}]", UTF_16LE))
                .isInstanceOf(ImportStoppedException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"account,sdks\n", "\"text\"", "7", "<orders/>"})
    void other_files_are_told(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(ImportStoppedException.class);
    }

    @Test
    void huge_orders_are_told_and_not_kept() throws IOException {
        String many = "{'account':'a','sdks':[" + "{'sdk':'p','edition':'e'},".repeat(4_000) + "{}]}";

        assertThat(read("[" + many + ",\n{'account':'b'}]"))
                .containsExactly("1 ! is longer than 64 KiB", "2 {'account':'b'}");
        assertThat(read("{'account':'a'}\n" + many + "\n{'account':'b'}"))
                .containsExactly("1 {'account':'a'}", "2 ! is longer than 64 KiB", "3 {'account':'b'}");
        assertThat(read("[{},\n{'account':'" + "x".repeat(1_000_000) + "'}]"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("1 {}"),
                        second -> assertThat(second).startsWith("2 ! is not JSON"));
        assertThat(read("[" + "[".repeat(5_000))).singleElement().asString().startsWith("1 ! is not JSON");
    }
}
