package dev.planstack.web.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.shared.FieldFault;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.JsonReader;
import dev.planstack.web.shared.JsonWriter;
import dev.planstack.web.shared.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LicenseOfferingTest {

    private static LicenseOffering read(String body) {
        return LicenseOfferingBody.read(
                Optional.of(new OfferingId("l1")),
                JsonReader.read(body.getBytes(StandardCharsets.UTF_8)),
                new Faults());
    }

    @Test
    void isAnsweredAsItWasRead() {
        String rest = "\"name\":\"Player\",\"sdks\":[{\"sdk\":\"player\",\"edition\":\"pro\"}],"
                + "\"prices\":{\"P1M\":{\"EUR\":\"90.00\",\"USD\":\"99.00\"}},\"withdrawn\":true}";
        assertThat(JsonWriter.text(LicenseOfferingMapper.INSTANCE.json(read("{" + rest))))
                .isEqualTo("{\"id\":\"l1\"," + rest);
    }

    @Test
    void tellsAllFaults() {
        assertThatThrownBy(() -> {
                    LicenseOffering unused = read("""
                            {"name": "n", "sdks": [{"sdk": "a", "edition": "b"}, {"sdk": "a"}],
                             "prices": {"P12M": {"USD": 1}, "P1Y": {"USD": 2}, "P0D": {"USD": 1}, "P1M": {}}}""");
                })
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .map(FieldFault::pointer)
                                .containsExactly(
                                        "/sdks/1/edition", "/sdks/1/sdk", "/prices/P1Y", "/prices/P0D", "/prices/P1M"));
    }
}
