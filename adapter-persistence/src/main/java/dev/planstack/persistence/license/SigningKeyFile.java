package dev.planstack.persistence.license;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.application.license.SigningKey;
import dev.planstack.application.license.SigningKeyStore;
import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the key that signs license documents in a file of its own, as a private JWK (RFC 8037) for its owner's eyes only. */
final class SigningKeyFile implements SigningKeyStore {

    private static final int MAX_BYTES = 10_000;

    private final Path file;

    SigningKeyFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<SigningKey> load() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            PrivateFiles.othersMay(file).ifPresent(permissions -> {
                throw new StorageRefusedException("The license key file " + file + " is open to others (" + permissions
                        + "). Make it yours alone: chmod 600 " + file
                        + ". If anybody may have read it, rotate the key afterwards: POST /v1/license-keys/rotations.");
            });
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable("it is too long");
            }
            return Optional.of(read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new StorageRefusedException(
                    "The license key file " + file + " cannot be read: " + e
                            + ". Give it to the user that Planstack runs as, or name another with --license-key-file.",
                    Optional.of(e));
        }
    }

    private SigningKey read(String text) {
        JsonNode jwk = Json.readForeign(text).orElseThrow(() -> unreadable("it is not JSON"));
        Parsed<SigningKey> read = jwk.path("kty").asText().equals("OKP")
                        && jwk.path("crv").asText().equals("Ed25519")
                ? SigningKey.of(jwk.path("x").asText(), jwk.path("d").asText())
                : Parsed.fault("\"kty\" must be \"OKP\" and \"crv\" \"Ed25519\"");
        SigningKey key = read.<SigningKey>fold(k -> k, fault -> {
            throw unreadable(fault);
        });
        if (!jwk.path("kid").asText().equals(key.verifying().id())) {
            throw unreadable("\"kid\" must be the thumbprint " + key.verifying().id());
        }
        return key;
    }

    /** Nothing of what it holds is told: it may be most of a key. */
    private StorageRefusedException unreadable(String why) {
        return new StorageRefusedException(
                "The license key file " + file + " holds no private Ed25519 key as a JWK: " + why
                        + ". Bring back a copy of it, or move it away: then the next start makes a new key, and documents"
                        + " that were signed with the old one can still be verified.");
    }

    @Override
    public void save(SigningKey key) {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put("kid", key.verifying().id());
        jwk.put("x", key.verifying().x());
        jwk.put("d", key.d());
        try {
            PrivateFiles.replace(file, (Json.write(jwk) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StorageRefusedException(
                    "The license key file " + file + " cannot be written: " + e
                            + ". Check the folder, its permissions and its room, or name another file with"
                            + " --license-key-file.",
                    Optional.of(e));
        }
    }
}
