package dev.planstack.web.license;

import dev.planstack.application.license.LicenseDocuments.Issued;
import dev.planstack.web.shared.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes a license document as a signed JWT: a compact JWS (RFC 7515) with EdDSA (RFC 8037). */
final class LicenseToken {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private LicenseToken() {}

    private record Header(String alg, String kid, String typ) {}

    static String of(Issued issued) {
        String signed = part(new Header("EdDSA", issued.key().verifying().id(), "JWT"))
                + "."
                + part(LicenseMapper.INSTANCE.claims(issued));
        return signed + "." + BASE64.encodeToString(issued.key().sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(Object json) {
        return BASE64.encodeToString(JsonWriter.text(json).getBytes(StandardCharsets.UTF_8));
    }
}
