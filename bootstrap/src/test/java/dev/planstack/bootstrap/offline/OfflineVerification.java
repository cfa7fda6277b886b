package dev.planstack.bootstrap.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.api.RunningService;
import dev.planstack.bootstrap.api.SignedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each example verifier says of documents of a real service, from files and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OfflineVerification {

    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("planstack.root")));
    static final Path EXAMPLES = ROOT.resolve("docs/examples");

    private static final String PACKAGE = "packageName=com.acme.shop";

    @TempDir
    static Path folder;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Path jwks;
    private Path license;
    private Path jwksAfterRotation;
    private Path licenseAfterRotation;
    private Path jwksOfAnother;
    private Path licenseOfLongAgo;

    /** What runs the example; its arguments follow. */
    abstract List<String> command();

    @BeforeAll
    void issue() throws IOException {
        Path sub = Files.createTempDirectory(folder, "service");
        try (RunningService service = licensed(sub.resolve("t.db"), now.minus(10, ChronoUnit.DAYS))) {
            jwks = jwks(service, "jwks");
            license = license(service, "license");
            service.client().post("/v1/license-keys/rotations", "{}").expect(201);
            jwksAfterRotation = jwks(service, "jwks-rotated");
            licenseAfterRotation = license(service, "license-rotated");
        }
        try (RunningService other = licensed(sub.resolve("other.db"), now.minus(60, ChronoUnit.DAYS))) {
            jwksOfAnother = jwks(other, "jwks-other");
            licenseOfLongAgo = license(other, "license-long-ago");
        }
    }

    /** An application that is licensed for a year for one SDK, and for a day for another. */
    private static RunningService licensed(Path database, Instant clock) {
        RunningService service = RunningService.sandbox(database, clock.toString());
        ApiClient client = service.client();
        client.account("acme", "1000.00");
        client.put(
                        "/v1/accounts/acme/applications/shop",
                        "{'name': 'Shop', 'packageName': 'com.acme.shop', 'domain': 'acme.com'}")
                .expect(201);
        buy(client, "player", "professional", "P1Y");
        buy(client, "editor", "standard", "P1D");
        return service;
    }

    private static void buy(ApiClient client, String sdk, String edition, String term) {
        client.put(
                        "/v1/license-offerings/" + sdk,
                        "{'name': 'Offering', 'sdks': [{'sdk': '" + sdk + "', 'edition': '" + edition
                                + "'}], 'prices': {'" + term + "': {'USD': '9.00'}}}")
                .expect(201);
        client.post(
                        "/v1/accounts/acme/license-orders",
                        "{'offering': '" + sdk + "', 'term': '" + term + "', 'application': 'shop'}")
                .expect(201);
    }

    private static Path jwks(RunningService service, String name) throws IOException {
        return file(
                name + ".json",
                service.stranger().get("/v1/license-keys/jwks.json").expect(200).text());
    }

    private static Path license(RunningService service, String name) throws IOException {
        return file(
                name + ".jwt",
                service.client()
                        .get("/v1/accounts/acme/applications/shop/license")
                        .expect(200)
                        .text());
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private String said(Path keys, Path document, String sdk, String identity) throws Exception {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(keys.toString(), document.toString(), sdk, identity));
        Run run = Run.of(folder, command);
        assertThat(run.status()).as(run.output()).isEqualTo(run.output().startsWith("valid: ") ? 0 : 1);
        return run.output().strip();
    }

    /** What came of a command. */
    record Run(int status, String output) {

        static Run of(Path directory, List<String> command) throws IOException, InterruptedException {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PACKAGE, "host=acme.com", "host=WWW.acme.com"})
    void a_license_is_valid_for_what_the_application_is_known_by(String identity) throws Exception {
        assertThat(said(jwks, license, "player", identity))
                .startsWith("valid: player professional of acme/shop until 20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packageName=com.acme.shop2",
                "packageName=null",
                "bundleId=com.acme.shop",
                "bundleId=null",
                "host=notacme.com",
                "host=com",
                "sub=acme/shop"
            })
    void it_is_not_for_another_application(String identity) throws Exception {
        assertThat(said(jwks, license, "player", identity)).isEqualTo("wrong-application");
    }

    @Test
    void it_is_not_for_another_sdk() throws Exception {
        assertThat(said(jwks, license, "camera", PACKAGE)).isEqualTo("not-licensed");
    }

    @Test
    void a_license_expires_although_its_document_has_not() throws Exception {
        assertThat(said(jwks, license, "editor", PACKAGE)).isEqualTo("expired");
    }

    @Test
    void a_document_expires_although_its_license_has_not() throws Exception {
        assertThat(said(jwksOfAnother, licenseOfLongAgo, "player", PACKAGE)).isEqualTo("document-expired");
    }

    @Test
    void a_document_of_another_key_is_not_genuine() throws Exception {
        assertThat(said(jwksOfAnother, license, "player", PACKAGE)).isEqualTo("not-genuine");
        assertThat(said(jwks, licenseAfterRotation, "player", PACKAGE)).isEqualTo("not-genuine");
    }

    @Test
    void a_rotation_leaves_documents_valid() throws Exception {
        assertThat(said(jwksAfterRotation, license, "player", PACKAGE)).startsWith("valid: ");
        assertThat(said(jwksAfterRotation, licenseAfterRotation, "player", PACKAGE))
                .startsWith("valid: ");
    }

    @ParameterizedTest
    @CsvSource({"header, EdDSA, none", "header, EdDSA, HS256", "header, JWT, JWE", "claims, standard, platinum"})
    void a_document_that_was_tampered_with_is_not_genuine(String part, String from, String to) throws Exception {
        SignedDocument document = SignedDocument.of(Files.readString(license));
        String header = part.equals("header") ? replaced(document.header(), from, to) : document.header();
        String claims = part.equals("claims") ? replaced(document.claims(), from, to) : document.claims();
        Path tampered = file("tampered.jwt", header + "." + claims + "." + document.signature());
        assertThat(said(jwks, tampered, "player", PACKAGE)).isEqualTo("not-genuine");
    }

    private static String replaced(String part, String from, String to) {
        assertThat(SignedDocument.text(part)).contains(from);
        return SignedDocument.part(SignedDocument.text(part).replace(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "..", "W30.W30.", "W30.W30.AAAA", "e30.e30.AAAA", "W30.e30.AAAA"})
    void what_is_no_document_is_not_genuine(String text) throws Exception {
        assertThat(said(jwks, file("none.jwt", text), "player", PACKAGE)).isEqualTo("not-genuine");
    }

    @Test
    void a_document_without_its_signature_is_not_genuine() throws Exception {
        SignedDocument document = SignedDocument.of(Files.readString(license));
        JsonNode header = document.readHeader();
        assertThat(header.get("alg").asText()).isEqualTo("EdDSA");
        Path unsigned = file("unsigned.jwt", document.header() + "." + document.claims() + ".");
        assertThat(said(jwks, unsigned, "player", PACKAGE)).isEqualTo("not-genuine");
    }
}
