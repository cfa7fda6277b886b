package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Streams;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.planstack.application.shared.StorageRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** License documents (rule L11): what they say as orders come and go, and with which keys they can be verified. */
class LicenseDocumentsTest {

    private static final String START = "2026-01-31T10:30:00Z";
    private static final String APPLICATION = "/v1/accounts/acme/applications/shop";
    private static final String JWKS = "/v1/license-keys/jwks.json";
    private static final String ROTATIONS = "/v1/license-keys/rotations";

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    @BeforeEach
    void start() {
        service = RunningService.sandbox(folder.resolve("t.db"), START);
        client = service.client();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void restart() {
        service.close();
        start();
    }

    private Path keyFile() {
        return folder.resolve("t.db.license-key.json");
    }

    private void application() {
        client.account("acme", "1000.00");
        client.put(APPLICATION, "{'name': 'Shop', 'packageName': 'com.acme.shop', 'domain': 'acme.com'}")
                .expect(201);
        client.put(
                        "/v1/license-offerings/both",
                        "{'name': 'Both', 'sdks': [{'sdk': 'player', 'edition': 'professional'}, {'sdk': 'editor', 'edition': 'standard'}], "
                                + "'prices': {'P1M': {'USD': '9.00'}}}")
                .expect(201);
    }

    @CanIgnoreReturnValue
    private Answer buy(String application) {
        return client.post(
                        "/v1/accounts/acme/license-orders",
                        "{'offering': 'both', 'term': 'P1M', 'application': " + application + "}")
                .expect(201);
    }

    private SignedDocument document() {
        Answer answer = client.get(APPLICATION + "/license").expect(200);
        assertThat(answer.mediaType()).isEqualTo("application/jwt");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return SignedDocument.of(answer.text());
    }

    private JsonNode jwks() {
        return service.stranger().get(JWKS).expect(200).json();
    }

    private static List<String> kids(JsonNode jwks) {
        return Streams.stream(jwks.get("keys"))
                .map(key -> key.get("kid").asText())
                .toList();
    }

    private static long seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    @Test
    void it_says_who_may_use_what_until_when() {
        application();
        buy("'shop'");

        SignedDocument document = document();

        JsonNode header = document.readHeader();
        assertThat(header.get("alg").asText()).isEqualTo("EdDSA");
        assertThat(header.get("typ").asText()).isEqualTo("JWT");
        assertThat(header.get("kid").asText()).isEqualTo(kids(jwks()).get(0));
        assertThat(header.size()).isEqualTo(3);
        long rev = document.readClaims().get("rev").asLong();
        long until = seconds("2026-02-28T10:30:00Z");
        assertThat(SignedDocument.text(document.claims()))
                .isEqualTo("{\"iss\":\"planstack\",\"sub\":\"acme/shop\",\"iat\":" + seconds(START) + ",\"exp\":"
                        + seconds("2026-03-02T10:30:00Z") + ",\"rev\":" + rev
                        + ",\"packageName\":\"com.acme.shop\",\"bundleId\":null,\"domain\":\"acme.com\",\"licenses\":["
                        + "{\"sdk\":\"player\",\"edition\":\"professional\",\"exp\":" + until + "},"
                        + "{\"sdk\":\"editor\",\"edition\":\"standard\",\"exp\":" + until + "}]}");
        assertThat(document.verifies(jwks())).isTrue();
    }

    @Test
    void it_changes_with_purchase_binding_renewal_and_the_application_and_the_license_key_does_not() {
        application();
        String licenseKey = client.get(APPLICATION).at("/licenseKey");
        JsonNode without = document().readClaims();
        assertThat(without.get("licenses")).isEmpty();

        String order = buy("'shop'").at("/id");
        JsonNode bought = document().readClaims();
        assertThat(bought.get("licenses")).hasSize(2);
        assertThat(bought.at("/licenses/0/exp").asLong()).isEqualTo(seconds("2026-02-28T10:30:00Z"));
        assertThat(bought.get("rev").asLong()).isGreaterThan(without.get("rev").asLong());

        client.post(
                        "/v1/license-orders/" + order + "/renewals",
                        "{'term': 'P1M', 'currentExpiresAt': '2026-02-28T10:30:00Z'}")
                .expect(201);
        JsonNode renewed = document().readClaims();
        assertThat(renewed.at("/licenses/1/exp").asLong()).isEqualTo(seconds("2026-03-31T10:30:00Z"));
        assertThat(renewed.get("rev").asLong()).isGreaterThan(bought.get("rev").asLong());

        String unbound = buy("null").at("/id");
        assertThat(document().readClaims()).isEqualTo(renewed);
        client.put("/v1/license-orders/" + unbound + "/application", "{'application': 'shop'}")
                .expect(200);
        JsonNode bound = document().readClaims();
        assertThat(bound.get("rev").asLong()).isGreaterThan(renewed.get("rev").asLong());

        client.put(APPLICATION, "{'name': 'Shop', 'bundleId': 'com.acme.shop'}").expect(200);
        JsonNode named = document().readClaims();
        assertThat(named.get("packageName").isNull()).isTrue();
        assertThat(named.get("bundleId").asText()).isEqualTo("com.acme.shop");
        assertThat(named.get("rev").asLong()).isGreaterThan(bound.get("rev").asLong());
        assertThat(client.get(APPLICATION).at("/licenseKey")).isEqualTo(licenseKey);
    }

    @Test
    void what_has_expired_is_not_in_it_and_its_revision_does_not_go_back() {
        application();
        buy("'shop'");
        JsonNode before = document().readClaims();
        client.clock("2026-02-28T10:30:00Z");
        JsonNode after = document().readClaims();
        assertThat(after.get("licenses")).isEmpty();
        assertThat(after.get("iat").asLong()).isEqualTo(seconds("2026-02-28T10:30:00Z"));
        assertThat(after.get("rev").asLong()).isEqualTo(before.get("rev").asLong());
    }

    @Test
    void a_document_that_was_tampered_with_is_not_genuine() {
        application();
        buy("'shop'");
        SignedDocument document = document();
        JsonNode jwks = jwks();
        String claims = SignedDocument.text(document.claims());
        String more = SignedDocument.part(claims.replace("standard", "platinum"));
        assertThat(new SignedDocument(document.header(), more, document.signature()).verifies(jwks))
                .isFalse();
        String header = SignedDocument.part(
                SignedDocument.text(document.header()).replace("\"typ\":\"JWT\"", "\"typ\":\"JWX\""));
        assertThat(new SignedDocument(header, document.claims(), document.signature()).verifies(jwks))
                .isFalse();
    }

    @Test
    void there_is_none_of_what_is_not_there() {
        application();
        client.account("other", "0");
        for (String path :
                List.of("acme/applications/nothing", "nobody/applications/shop", "other/applications/shop")) {
            assertThat(client.get("/v1/accounts/" + path + "/license")
                            .expect(404)
                            .problem())
                    .isEqualTo("not-found");
        }
        String others = client.post("/v1/api-keys", "{'name': 'K', 'scopes': ['read'], 'account': 'other'}")
                .at("/secret");
        assertThat(service.client(others).get(APPLICATION + "/license").status())
                .isEqualTo(404);
        assertThat(client.send("GET", APPLICATION + "/license", "", Map.of("Accept", "application/json"))
                        .status())
                .isEqualTo(406);
    }

    @Test
    void keys_are_public_and_may_be_cached() {
        Answer answer = service.stranger().get(JWKS).expect(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        assertThat(answer.json().get("keys")).hasSize(1);
        assertThat(answer.text()).doesNotContain("\"d\"");
    }

    @Test
    void after_a_rotation_a_new_key_signs_and_old_documents_can_be_verified_still() {
        application();
        SignedDocument old = document();
        String before = kids(jwks()).get(0);

        client.clock("2026-01-31T11:00:00Z");
        Answer rotated = client.post(ROTATIONS, "{}").expect(201);
        String first = rotated.at("/kid");
        assertThat(rotated.json().size()).isEqualTo(1);
        assertThat(kids(jwks())).containsExactly(first, before);
        client.clock("2026-02-01T00:00:00Z");
        String second = client.send("POST", ROTATIONS, "", Map.of()).expect(201).at("/kid");
        assertThat(kids(jwks())).containsExactly(second, first, before);

        restart();

        assertThat(kids(jwks())).containsExactly(second, first, before);
        SignedDocument now = document();
        assertThat(now.readHeader().get("kid").asText()).isEqualTo(second);
        assertThat(now.verifies(jwks())).isTrue();
        assertThat(old.verifies(jwks())).isTrue();
    }

    @Test
    void rotations_at_once_leave_the_key_that_is_kept_in_use() throws Exception {
        application();
        List<String> made = AtOnce.each(8, i -> () -> service.client().post(ROTATIONS, "{}")).stream()
                .map(answer -> answer.expect(201).at("/kid"))
                .toList();
        List<String> all = kids(jwks());
        assertThat(all).hasSize(9).containsAll(made);
        restart();
        // of those made at one instant the one that signs is the first, as it was before
        assertThat(kids(jwks()).get(0)).isEqualTo(all.get(0));
        assertThat(document().readHeader().get("kid").asText()).isEqualTo(all.get(0));
    }

    @ParameterizedTest
    @CsvSource({"read, null", "ingest, null", "admin, 'acme'"})
    void only_who_administers_all_rotates(String scope, String account) {
        client.account("acme", "0");
        String bound = account.equals("null") ? account : "'" + account + "'";
        String secret = client.post(
                        "/v1/api-keys", "{'name': 'K', 'scopes': ['" + scope + "'], 'account': " + bound + "}")
                .at("/secret");
        assertThat(service.client(secret).post(ROTATIONS, "{}").status()).isEqualTo(403);
        assertThat(service.stranger().post(ROTATIONS, "{}").status()).isEqualTo(401);
        assertThat(kids(jwks())).hasSize(1);
    }

    @Test
    void a_rotation_takes_no_fields() {
        assertThat(client.post(ROTATIONS, "{'kid': 'mine'}").expect(422).pointers())
                .containsExactly("/kid");
        assertThat(kids(jwks())).hasSize(1);
    }

    @Test
    void a_key_that_is_lost_is_replaced_and_its_documents_can_be_verified_still() throws IOException {
        application();
        SignedDocument old = document();
        service.close();
        Files.delete(keyFile());
        start();
        assertThat(kids(jwks())).hasSize(2);
        assertThat(document().readHeader().get("kid"))
                .isNotEqualTo(old.readHeader().get("kid"));
        assertThat(document().verifies(jwks())).isTrue();
        assertThat(old.verifies(jwks())).isTrue();
    }

    @Test
    void a_key_that_cannot_be_kept_does_not_sign() throws IOException {
        application();
        String before = kids(jwks()).get(0);
        Path aside = Files.move(keyFile(), folder.resolve("aside"));
        Path inTheWay = Files.createDirectories(keyFile().resolve("in/the/way"));

        assertThat(client.post(ROTATIONS, "{}").expect(503).problem()).isEqualTo("outcome-unknown");

        // listed before it was to be kept: had it been kept, and the process then ended, its documents could be
        // verified
        assertThat(kids(jwks())).hasSize(2).startsWith(before);
        assertThat(document().readHeader().get("kid").asText()).isEqualTo(before);
        for (Path part = inTheWay; !part.equals(folder); part = part.getParent()) {
            Files.delete(part);
        }
        Files.move(aside, keyFile());
        String after = client.post(ROTATIONS, "{}").expect(201).at("/kid");
        assertThat(kids(jwks())).hasSize(3).startsWith(after);
        restart();
        assertThat(kids(jwks())).startsWith(after);
    }

    @Test
    void a_broken_key_file_is_refused_and_lets_go_of_the_database() throws IOException {
        service.close();
        String kept = Files.readString(keyFile());
        Files.writeString(keyFile(), "{}");
        assertThatThrownBy(() -> RunningService.sandbox(folder.resolve("t.db"), START))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining(keyFile().toString());
        Files.writeString(keyFile(), kept);
        start();
        assertThat(kids(jwks())).hasSize(1);
    }

    @Test
    void the_database_cannot_sign() throws IOException {
        JsonNode key = new ObjectMapper().readTree(Files.readString(keyFile()));
        service.close();
        assertThat(Files.readString(folder.resolve("t.db"), StandardCharsets.ISO_8859_1))
                .contains(key.get("x").asText())
                .doesNotContain(key.get("d").asText());
        start();
    }
}
