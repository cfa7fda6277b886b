package dev.planstack.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule P6: coefficients are exact fractions; what they give is rounded half-up. */
class CoefficientTest {

    @DisplayName("P6: a quantity takes quantity × coefficient plan units, half-up to 12 decimals")
    @ParameterizedTest(name = "{1} at {0} takes {2}")
    @CsvSource({
        // coefficient, quantity, plan units
        "1, 3.25, 3.25",
        "2, 3, 6",
        "0.5, 3, 1.5",
        "5/22, 22, 5",
        "5/22, 1, 0.227272727273",
        "5/22, 2, 0.454545454545",
        "1/3, 1, 0.333333333333",
        "2/3, 1, 0.666666666667",
        // exactly half of the last decimal goes up
        "0.0000000000005/1, 1, refused",
        "1/2, 0.000000000001, 0.000000000001",
        "1/2000000000000, 1, 0.000000000001",
        "1/2000000000001, 1, 0",
        "3/3, 7, 7",
    })
    void planUnits(String coefficient, String quantity, String units) {
        String taken = Coefficient.parse(coefficient)
                .fold(c -> c.planUnits(Quantity.of(quantity)).toString(), fault -> "refused");
        assertThat(taken).isEqualTo(units);
    }

    @DisplayName("P6: plan units cover units / coefficient, half-up to the meter's scale")
    @ParameterizedTest(name = "{1} units at {0}, scale {2}, cover {3}")
    @CsvSource({
        // coefficient, plan units, meter's scale, covered
        "1, 5, 0, 5",
        "1, 0.5, 0, 1",
        "1, 0.499999999999, 0, 0",
        "2, 1, 0, 1",
        "2, 0.9, 0, 0",
        "4, 1, 2, 0.25",
        "5/22, 5, 0, 22",
        "5/22, 1, 0, 4",
        "5/22, 1, 2, 4.4",
        "3, 1, 9, 0.333333333",
        "3, 2, 9, 0.666666667",
    })
    void covered(String coefficient, String units, int scale, String quantity) {
        assertThat(Coefficient.parse(coefficient).orThrow().covered(Quantity.of(units), scale))
                .hasToString(quantity);
    }

    @DisplayName("P6: decimals of at most 12 decimals, or fractions, above 0")
    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "0",
                "0/5",
                "5/0",
                "0/0",
                "-1",
                "-1/2",
                "1/-2",
                "1/",
                "/2",
                "1/2/3",
                "1.5/2",
                "1 / 2",
                "1e3",
                "0.0000000000001",
                "1000000000000000/1"
            })
    void refuses(String text) {
        assertThat(Coefficient.parse(text)).isInstanceOf(Parsed.Fault.class);
    }

    @DisplayName("a coefficient is told as the operator wrote it, decimals without superfluous zeros")
    @ParameterizedTest(name = "{0} is told as {1}")
    @CsvSource({"2, 2", "0.50, 0.5", "5/22, 5/22", "10/44, 10/44", "0.000000000001, 0.000000000001"})
    void text(String text, String told) {
        assertThat(Coefficient.parse(text).orThrow()).hasToString(told);
    }
}
