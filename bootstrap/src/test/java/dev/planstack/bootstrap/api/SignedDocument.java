package dev.planstack.bootstrap.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/** A license document as it is answered, and as a stranger verifies it. */
public record SignedDocument(String header, String claims, String signature) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The parts of a compact JWS. */
    public static SignedDocument of(String jws) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            throw new AssertionError("no compact JWS: " + jws);
        }
        return new SignedDocument(parts[0], parts[1], parts[2]);
    }

    /** The JSON of a part. */
    public static JsonNode json(String part) {
        try {
            return MAPPER.readTree(text(part));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of a part. */
    public static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    /** A text as a part. */
    public static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the header says. */
    public JsonNode readHeader() {
        return json(header);
    }

    /** What the document says. */
    public JsonNode readClaims() {
        return json(claims);
    }

    /** Whether it is signed with the key of this set that its header names. */
    public boolean verifies(JsonNode jwks) {
        for (JsonNode key : jwks.get("keys")) {
            if (key.get("kid").equals(readHeader().get("kid"))) {
                return verifies(key.get("x").asText());
            }
        }
        return false;
    }

    private boolean verifies(String x) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key(Base64.getUrlDecoder().decode(x)));
            verifier.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** RFC 8032, 5.1.2: the y coordinate in little-endian order, with the lowest bit of x as the highest of all. */
    private static PublicKey key(byte[] littleEndian) throws GeneralSecurityException {
        byte[] bytes = new byte[littleEndian.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = littleEndian[bytes.length - 1 - i];
        }
        boolean odd = bytes[0] < 0;
        bytes[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bytes))));
    }
}
