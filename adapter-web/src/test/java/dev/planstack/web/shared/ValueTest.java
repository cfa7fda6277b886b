package dev.planstack.web.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {

    private final Faults faults = new Faults();

    private Fields fields(String text) {
        return Value.root(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)), faults)
                .object()
                .orElseThrow();
    }

    private List<String> pointers() {
        return faults.all().stream().map(f -> f.pointer()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}             | must be given",
                "{\"q\": null}  | must be a decimal, as a string or a number",
                "{\"q\": true}  | must be a decimal, as a string or a number",
                "{\"q\": []}    | must be a decimal, as a string or a number",
                "{\"q\": 1e2}   | must be a decimal number without exponent, such as \"0.25\"",
                "{\"q\": \"1e2\"} | must be a decimal number without exponent, such as \"0.25\"",
                "{\"q\": \"\"}  | must be a decimal number without exponent, such as \"0.25\"",
                "{\"q\": 0}     | must be above 0",
                "{\"q\": -1}    | must be above 0",
                "{\"q\": 0.1234} | must have at most 3 decimals",
                "{\"q\": 1234567890123456} | must have at most 15 digits before the point"
            })
    void tellsWhatIsWrongWithADecimal(String body, String detail) {
        Optional<Quantity> read = fields(body).get("q").decimal(text -> Quantity.parse(text, 3));
        assertThat(read).isEmpty();
        assertThat(faults.all()).singleElement().satisfies(f -> {
            assertThat(f.pointer()).isEqualTo("/q");
            assertThat(f.detail()).isEqualTo(detail);
        });
    }

    @Test
    void takesDecimalsAsStringsAndNumbers() {
        Fields f = fields("{\"a\": \"0.250\", \"b\": 0.25}");
        assertThat(f.get("a").decimal(text -> Quantity.parse(text, 3)))
                .isEqualTo(f.get("b").decimal(text -> Quantity.parse(text, 3)))
                .contains(Quantity.of("0.25"));
        assertThat(faults.none()).isTrue();
    }

    @Test
    void takesNoNumberForAString() {
        assertThat(fields("{\"a\": 1}").get("a").text(Identifiers::parse)).isEmpty();
        assertThat(pointers()).containsExactly("/a");
    }

    @Test
    void takesNullOnlyWhereItMeansSomething() {
        Fields f = fields("{\"a\": null}");
        assertThat(f.get("a").textOrNull(Identifiers::parse)).isEmpty();
        assertThat(faults.none()).isTrue();
        assertThat(f.get("a").textOr(Term::parse, Term.ZERO)).isEqualTo(Term.ZERO);
        assertThat(f.get("a").flag(true)).isTrue();
        assertThat(f.get("a").map()).isEmpty();
        assertThat(f.get("a").array()).isEmpty();
        assertThat(f.get("a").object()).isEmpty();
        assertThat(f.get("a").integer(0, 9)).isEmpty();
        assertThat(pointers()).hasSize(6).containsOnly("/a");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "9, true", "10, false", "-1, false", "1.0, false", "1e0, false", "'\"1\"', false"})
    void takesWholeNumbersWithinBounds(String number, boolean taken) {
        assertThat(fields("{\"a\": " + number + "}").get("a").integer(0, 9).isPresent())
                .isEqualTo(taken);
    }

    @Test
    void collectsAllFaultsWithTheirPlaces() {
        Fields f = fields("{\"a/b\": {\"~\": 1}, \"list\": [1, \"x\", 2], \"x\": 1, \"y\": 2}");
        f.get("a/b").map().values().forEach(v -> v.fault("no"));
        f.get("list").array().forEach(item -> {
            Optional<String> unused = item.text(Parsed::of);
        });
        f.close("y"::equals);
        assertThat(pointers()).containsExactly("/a~1b/~0", "/list/0", "/list/2", "/x");
    }

    @Test
    void tellsOfSomeUnknownFieldsOnly() {
        StringBuilder body = new StringBuilder("{\"f\":0");
        for (int i = 0; i < 1_000; i++) {
            body.append(",\"f").append(i).append("\":0");
        }
        fields(body.append('}').toString()).close();
        assertThat(faults.all()).hasSize(10);
    }
}
