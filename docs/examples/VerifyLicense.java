import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells offline whether an application may use an SDK, from a license document and Planstack's public keys. Java 17, no libraries:
 *
 * <pre>java VerifyLicense.java jwks.json license.jwt player packageName=com.acme.shop</pre>
 *
 * The last argument is what the application knows of itself: packageName=…, bundleId=… or host=…
 */
public class VerifyLicense {

    public static void main(String[] args) throws IOException {
        String[] identity = args[3].split("=", 2);
        String verdict = verify(
                Files.readString(Path.of(args[0])),
                Files.readString(Path.of(args[1])).strip(),
                args[2],
                identity[0],
                identity[1]);
        System.out.println(verdict);
        System.exit(verdict.startsWith("valid: ") ? 0 : 1);
    }

    static String verify(String jwks, String token, String sdk, String kind, String name) {
        Map<?, ?> claims;
        try {
            claims = genuine(jwks, token);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            return "not-genuine";
        }
        long now = Instant.now().getEpochSecond();
        if (seconds(claims.get("exp")) <= now) {
            return "document-expired";
        }
        if (!isAbout(claims, kind, name)) {
            return "wrong-application";
        }
        long until = Long.MIN_VALUE;
        String edition = "";
        for (Object each : (List<?>) claims.get("licenses")) {
            Map<?, ?> license = (Map<?, ?>) each;
            if (license.get("sdk").equals(sdk) && seconds(license.get("exp")) > until) {
                until = seconds(license.get("exp"));
                edition = (String) license.get("edition");
            }
        }
        if (until == Long.MIN_VALUE) {
            return "not-licensed";
        }
        return until <= now
                ? "expired"
                : "valid: " + sdk + " " + edition + " of " + claims.get("sub") + " until " + Instant.ofEpochSecond(until);
    }

    /** The claims, once the signature is seen to be that of the key that the header names. */
    private static Map<?, ?> genuine(String jwks, String token) throws GeneralSecurityException {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a compact JWS has three parts");
        }
        Map<?, ?> header = (Map<?, ?>) Json.read(text(parts[0]));
        // the algorithm is ours to choose, never the document's
        if (!"EdDSA".equals(header.get("alg")) || !"JWT".equals(header.get("typ"))) {
            throw new IllegalArgumentException("not a JWT that is signed with EdDSA");
        }
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key(jwks, header.get("kid")));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
            throw new IllegalArgumentException("the signature is not that of the key");
        }
        return (Map<?, ?>) Json.read(text(parts[1]));
    }

    private static PublicKey key(String jwks, Object kid) throws GeneralSecurityException {
        for (Object each : (List<?>) ((Map<?, ?>) Json.read(jwks)).get("keys")) {
            Map<?, ?> key = (Map<?, ?>) each;
            if (key.get("kid").equals(kid) && "Ed25519".equals(key.get("crv"))) {
                byte[] raw = Base64.getUrlDecoder().decode((String) key.get("x"));
                byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100"); // "what follows is an Ed25519 key"
                byte[] encoded = Arrays.copyOf(prefix, prefix.length + raw.length);
                System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            }
        }
        throw new IllegalArgumentException("no key is called " + kid);
    }

    private static boolean isAbout(Map<?, ?> claims, String kind, String name) {
        if (kind.equals("host")) {
            String host = name.toLowerCase(Locale.ROOT);
            Object domain = claims.get("domain");
            return domain != null && (host.equals(domain) || host.endsWith("." + domain));
        }
        return (kind.equals("packageName") || kind.equals("bundleId")) && name.equals(claims.get(kind));
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static long seconds(Object number) {
        return Long.parseLong((String) number);
    }

    /** As much of a JSON reader as this takes: objects, lists, texts and nulls; numbers stay texts. */
    private static final class Json {

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(String text) {
            Json json = new Json(text);
            try {
                return json.value();
            } catch (StringIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("the JSON ends too early", e);
            }
        }

        private Object value() {
            return switch (next()) {
                case '{' -> object();
                case '[' -> list();
                case '"' -> string();
                default -> word();
            };
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }

        private Map<String, Object> object() {
            Map<String, Object> fields = new HashMap<>();
            for (at++; next() != '}'; ) {
                String name = string();
                take(':');
                fields.put(name, value());
                skipComma();
            }
            at++;
            return fields;
        }

        private List<Object> list() {
            List<Object> items = new ArrayList<>();
            for (at++; next() != ']'; ) {
                items.add(value());
                skipComma();
            }
            at++;
            return items;
        }

        private String string() {
            take('"');
            StringBuilder string = new StringBuilder();
            for (; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                    string.append(escaped());
                } else {
                    string.append(text.charAt(at));
                }
            }
            at++;
            return string.toString();
        }

        private char escaped() {
            char c = text.charAt(at);
            if (c == 'u') {
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
            }
            int known = "bfnrt".indexOf(c);
            return known < 0 ? c : "\b\f\n\r\t".charAt(known);
        }

        /** A number, a truth value or nothing. */
        private Object word() {
            int start = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (start == at) {
                throw new IllegalArgumentException("expected a value at " + at);
            }
            String word = text.substring(start, at);
            return word.equals("null") ? null : word;
        }

        private void take(char expected) {
            if (next() != expected) {
                throw new IllegalArgumentException("expected " + expected + " at " + at);
            }
            at++;
        }

        private void skipComma() {
            if (next() == ',') {
                at++;
            }
        }
    }
}
