package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.api.SignedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator says of license documents, and the file of their key. */
class LicenseKeyIT {

    private static final Instant START = Instant.parse("2026-01-31T10:30:00Z");
    private static final String[] OPTIONS = {
        "--database",
        "t.db",
        "--clock",
        START.toString(),
        "--license-key-file",
        "signs.json",
        "--license-issuer",
        "Acme Video",
        "--license-document-validity",
        "PT6H"
    };

    @TempDir
    Path folder;

    private static SignedDocument document(ApiClient client) {
        client.put("/v1/accounts/acme", "{'name': 'Acme', 'currency': 'USD'}").expect(200, 201);
        client.put("/v1/accounts/acme/applications/shop", "{'name': 'Shop', 'domain': 'acme.com'}")
                .expect(200, 201);
        return SignedDocument.of(client.get("/v1/accounts/acme/applications/shop/license")
                .expect(200)
                .text());
    }

    @Test
    void issuer_and_validity_and_key_file_are_the_operators() throws IOException, InterruptedException {
        SignedDocument first;
        try (PlanstackProcess service = PlanstackProcess.sandbox(folder, OPTIONS)) {
            first = document(service.client());
            JsonNode claims = first.readClaims();
            assertThat(claims.get("iss").asText()).isEqualTo("Acme Video");
            assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(6 * 3600);
            Path file = folder.resolve("signs.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(folder.resolve("t.db.license-key.json")).doesNotExist();
            assertThat(service.output()).doesNotContain(d(file));
            service.kill();
        }
        try (PlanstackProcess again = PlanstackProcess.sandbox(folder, OPTIONS)) {
            SignedDocument second = document(again.client());
            assertThat(second.header()).isEqualTo(first.header());
            assertThat(second.verifies(
                            again.client().get("/v1/license-keys/jwks.json").json()))
                    .isTrue();
        }
    }

    private static String d(Path file) throws IOException {
        return Files.readString(file).replaceFirst("(?s).*\"d\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void a_key_file_that_others_may_read_is_one_clear_message() throws IOException, InterruptedException {
        Path file = folder.resolve("signs.json");
        Files.writeString(file, "{}");
        Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (PlanstackProcess service = PlanstackProcess.start(
                folder,
                Map.of("PLANSTACK_ADMIN_KEY", "k", "PLANSTACK_LICENSE_KEY_FILE", "signs.json"),
                "serve",
                "--port",
                "0")) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.output())
                    .contains("signs.json", "chmod 600")
                    .doesNotContain("Exception")
                    .hasLineCount(1);
        }
    }
}
