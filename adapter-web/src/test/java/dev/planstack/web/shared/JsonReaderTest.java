package dev.planstack.web.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static Json read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(byte[] body, ProblemType type) {
        assertThatThrownBy(() -> {
                    Json unused = JsonReader.read(body);
                })
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().type()).isEqualTo("/problems/" + type.code());
                    assertThat(e.problem().detail()).doesNotContain("jackson", "StreamRead", "Exception", "Source");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "{\"b\":{\"a\":1,\"\\u0061\":2}}",
                "{} {}",
                "{}x",
                "[]]",
                "1 2",
                "{a:1}",
                "{'a':1}",
                "\"a",
                "\"\\x\"",
                "\"\t\"",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "0x1",
                "NaN",
                "Infinity",
                "True",
                "nul",
                "// a\n{}",
                "/* a */ {}",
                "\uFEFF{}"
            })
    void refusesWhatIsNoJson(String text) {
        refuses(text.getBytes(StandardCharsets.UTF_8), ProblemType.MALFORMED_JSON);
    }

    static Stream<byte[]> otherEncodings() {
        return Stream.of(
                new byte[] {'"', (byte) 0xff, '"'},
                new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xe4, (byte) 0xb8, '"'},
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void refusesOtherEncodings(byte[] body) {
        refuses(body, ProblemType.MALFORMED_JSON);
    }

    @Test
    void keepsNumbersAsTheyWereWritten() {
        for (String number : new String[] {"1e400", "-0", "1.50", "123456789012345678901234567890", "1E+2"}) {
            assertThat(read(number)).isEqualTo(new Json.Numeral(number));
        }
    }

    @Test
    void boundsDepth() {
        int most = JsonReader.MAX_DEPTH;
        assertThat(read("[".repeat(most) + "]".repeat(most))).isInstanceOf(Json.Items.class);
        refuses(
                ("[".repeat(most + 1) + "]".repeat(most + 1)).getBytes(StandardCharsets.UTF_8),
                ProblemType.MALFORMED_JSON);
    }

    @Test
    void boundsStrings() {
        String most = "\"" + "a".repeat(JsonReader.MAX_STRING_LENGTH) + "\"";
        assertThat(read(most)).isInstanceOf(Json.Text.class);
        refuses(("\"a" + most.substring(1)).getBytes(StandardCharsets.UTF_8), ProblemType.MALFORMED_JSON);
    }

    @Test
    void boundsNumbers() {
        String most = "1".repeat(JsonReader.MAX_NUMBER_LENGTH);
        assertThat(read(most)).isInstanceOf(Json.Numeral.class);
        refuses((most + "1").getBytes(StandardCharsets.UTF_8), ProblemType.MALFORMED_JSON);
    }

    @Test
    void boundsTheNumberOfValues() {
        String most = "[" + "1,".repeat(JsonReader.MAX_VALUES - 2) + "1]";
        assertThat(read(most)).isInstanceOf(Json.Items.class);
        refuses(("[1," + most.substring(1)).getBytes(StandardCharsets.UTF_8), ProblemType.TOO_LARGE);
    }

    @Test
    void fingerprintIsTheSameForFieldsInAnyOrderOnly() {
        String one = JsonWriter.fingerprint(read("{\"a\":1, \"b\":[true,null,\"x\"]}"));
        assertThat(JsonWriter.fingerprint(read("{ \"b\" : [true,null,\"x\"],\"a\":1}")))
                .isEqualTo(one);
        assertThat(JsonWriter.fingerprint(read("{\"a\":\"1\",\"b\":[true,null,\"x\"]}")))
                .isNotEqualTo(one);
        assertThat(JsonWriter.fingerprint(read("{\"a\":1,\"b\":[null,true,\"x\"]}")))
                .isNotEqualTo(one);
    }
}
