package dev.planstack.application.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.Parsed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys are those of RFC 8037, whose appendix A has the examples used here. */
class SigningKeyTest {

    private static final String D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final byte[] SIGNED =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
    private static final String SIGNATURE =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    private final SigningKey example = SigningKey.of(X, D).orThrow();

    @Test
    void a_key_is_known_by_its_thumbprint() {
        assertThat(example.verifying().id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void what_is_signed_can_be_verified() {
        byte[] signature = example.sign(SIGNED);
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(signature))
                .isEqualTo(SIGNATURE);
        assertThat(example.verifying().verifies(SIGNED, signature)).isTrue();
    }

    @Test
    void what_was_changed_cannot() {
        byte[] signature = example.sign(SIGNED);
        byte[] other = SIGNED.clone();
        other[30] ^= 1;
        assertThat(example.verifying().verifies(other, signature)).isFalse();
        signature[0] ^= 1;
        assertThat(example.verifying().verifies(SIGNED, signature)).isFalse();
        assertThat(example.verifying().verifies(SIGNED, new byte[3])).isFalse();
    }

    @Test
    void a_new_key_signs_and_is_no_other() {
        SecureRandom random = new SecureRandom();
        SigningKey one = SigningKey.random(random);
        SigningKey other = SigningKey.random(random);
        assertThat(SigningKey.of(one.verifying().x(), one.d())).isEqualTo(Parsed.of(one));
        assertThat(one.verifying().id()).isNotEqualTo(other.verifying().id());
        assertThat(other.verifying().verifies(SIGNED, one.sign(SIGNED))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        X + ", '', d",
        X + ", nWGx, d",
        X + ", %%%, d",
        X + ", " + X + ", x",
        "'', " + D + ", x",
        "nWGx, " + D + ", x",
        "%%%, " + D + ", x",
        D + ", " + D + ", x"
    })
    void halves_that_are_no_key_are_refused(String x, String d, String named) {
        String fault = SigningKey.of(x, d).<String>fold(key -> "a key", said -> said);
        assertThat(fault).contains('"' + named + '"').doesNotContain(D);
    }

    @Test
    void its_private_half_is_not_shown() {
        assertThat(example.toString()).contains(example.verifying().id()).doesNotContain(D);
    }
}
