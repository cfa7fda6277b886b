package dev.planstack.bootstrap.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Turns good requests into others that may be good or not. The same seed gives the same requests. */
final class Mutations {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "get");

    private static final List<String> SEGMENTS = List.of(
            "",
            ".",
            "..",
            "%2e%2e",
            "a%2Fb",
            "%00",
            "%ff",
            "%zz",
            "%",
            "%F0%9F%92%A9",
            "é",
            "a b",
            "a;b=c",
            "*",
            "x".repeat(65),
            "x".repeat(5_000),
            "%252e",
            "'",
            "\"",
            "<b>",
            "a\\b",
            "null",
            "-1",
            "{account}",
            "%0d%0a");

    private static final List<String> QUERIES = List.of(
            "limit=0",
            "limit=-1",
            "limit=1001",
            "limit=99999999999999999999",
            "limit=1e3",
            "limit=",
            "limit",
            "limit=1&limit=2",
            "after=",
            "after=x",
            "after=%00",
            "after=tx-9999999999999999999",
            "after=999999999999999999999.1",
            "after=-1.-1",
            "after=bill-99999999T999999Z",
            "after=" + "9".repeat(1_025),
            "from=now",
            "from=9999-12-31T23:59:59Z",
            "to=-999999999-01-01T00:00:00Z",
            "from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
            "meter=nowhere",
            "meter=%F0",
            "by=week",
            "state=gone",
            "type=*",
            "type=plan.purchased",
            "status=none",
            "plan=%27",
            "results=all",
            "wait=-1",
            "wait=0",
            "a=b&&c",
            "=",
            "&",
            "%",
            "%zz=1",
            "limit%00=1",
            "LIMIT=1",
            "limit=١",
            "limit=+1",
            "x=" + "y".repeat(20_000));

    private static final List<String> HEADERS = List.of(
            "Content-Type: text/plain",
            "Content-Type:",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: ;;;",
            "Content-Type: application/cloudevents+json",
            "Content-Type: application/cloudevents-batch+json",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Accept: text/html",
            "Accept: ,;q=",
            "Accept: */*;q=0",
            "Accept: application/problem+json",
            "Accept-Encoding: gzip;q=x",
            "Authorization: Basic eDp5",
            "Authorization:",
            "Authorization: Bearer",
            "Authorization: Bearer \u00e9",
            "Idempotency-Key:",
            "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: same",
            "Idempotency-Key: \u0001",
            "ce-specversion: 1.0",
            "ce-specversion: 9",
            "ce-id: %zz",
            "ce-time: yesterday",
            "ce-type: m",
            "ce-subject: \u00ff",
            "X-Request-Id: a\tb",
            "X-Long: " + "z".repeat(20_000),
            "Expect: 100-continue",
            "Expect: tea",
            "Range: bytes=0-1",
            "If-None-Match: *",
            "Cookie: a=b; ;=;",
            "Content-Encoding: gzip",
            "Upgrade: h2c",
            "Forwarded: for=x",
            "Sec-WebSocket-Key: x",
            "Transfer-Encoding: gzip",
            "Content-Length: 5",
            "Content-Length: -1",
            "Host: y",
            "Bad Name: x",
            ": x");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.9",
            "1e400",
            "-0",
            "1e-9",
            "99999999999999999999",
            "0.0000000000000000000000000001",
            "NaN",
            "01",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\uD83D\uDCA9\"",
            "\"1e3\"",
            "\"-1\"",
            "\"+1\"",
            "\"1.\"",
            "\".5\"",
            "\"1_000\"",
            "\"١\"",
            "\"123456789012345\"",
            "\"1234567890123456\"",
            "\"0.000000000001\"",
            "\"a'; --\"",
            "\"<script>\"",
            "\"../../x\"",
            "\"%00\"",
            "\"USD\"",
            "\"usd\"",
            "\"XXX\"",
            "\"XAU\"",
            "\"JPY\"",
            "\"P1M\"",
            "\"PT0S\"",
            "\"P-1D\"",
            "\"P99999999999Y\"",
            "\"P1M1D\"",
            "\"PT1E9S\"",
            "\"P100Y\"",
            "\"P101Y\"",
            "\"2026-01-10T12:00:00Z\"",
            "\"2026-13-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"2262-04-12T00:00:00Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"2016-12-31T23:59:60Z\"",
            "\"2026-01-10T12:00:00.0000000001Z\"",
            "\"2026-01-10T12:00:00+18:01\"",
            "\"1/3\"",
            "\"1/0\"",
            "\"0/1\"",
            "\"5/22\"",
            "\"m\"",
            "\"nowhere\"",
            "\"" + "x".repeat(129) + "\"",
            "\"" + "x".repeat(40_000) + "\"",
            "{}",
            "[]",
            "[[]]",
            "{\"\": {}}",
            "[null]",
            "{\"USD\": null}",
            "[\"m\", \"m\"]",
            "[".repeat(33) + "]".repeat(33),
            "[".repeat(5_000),
            "9".repeat(129),
            "// x",
            "'x'",
            "");

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\u0000",
            "\uFEFF",
            "/*x*/",
            "\"x\": 1,",
            "\n",
            "\t",
            "}{",
            "null",
            "\u0080",
            "9");

    private static final Pattern SEGMENT = Pattern.compile("(?<=/)[^/?]*");
    private static final Pattern VALUE =
            Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|-?[0-9][0-9.eE+-]*|true|false|null|\\{}|\\[]");
    private static final Pattern MEMBER =
            Pattern.compile("\"[^\"]*\"\\s*:\\s*(?:\"[^\"]*\"|[0-9.]+|null|true|false)\\s*,?");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** A request as it is sent; a header is a whole line, and each character of the body is a byte. */
    record Request(String method, String target, Map<String, String> headers, String body) {

        static Request of(String method, String target, String body) {
            Map<String, String> headers = new LinkedHashMap<>();
            if (!body.isEmpty()) {
                headers.put("content-type", "Content-Type: application/json");
            }
            return new Request(method, target, headers, asBytes(body));
        }

        private String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }

        private Request with(String other) {
            return new Request(method, target, headers, other);
        }

        private Request withTarget(String other) {
            return new Request(method, other, headers, body);
        }

        @Override
        public String toString() {
            String shown = method + " " + target + " " + headers.values() + "\n" + text();
            return shown.length() > 2_000 ? shown.substring(0, 2_000) + "…" : shown;
        }
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The request with one to three things about it changed. */
    Request of(Request good) {
        Request mutated = good;
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutated = once(mutated);
        }
        return mutated;
    }

    private Request once(Request r) {
        int kind = random.nextInt(!r.body().isEmpty() ? 16 : 7);
        return switch (kind) {
            case 0 -> new Request(one(METHODS), r.target(), r.headers(), r.body());
            case 1, 2 -> r.withTarget(replaced(r.target(), SEGMENT, one(SEGMENTS)));
            case 3, 4 -> r.withTarget(r.target() + (r.target().contains("?") ? "&" : "?") + one(QUERIES));
            case 5, 6 -> withHeader(r, one(HEADERS));
            case 7, 8, 9, 10, 11 -> r.with(asBytes(replaced(r.text(), VALUE, one(VALUES))));
            case 12 -> r.with(asBytes(replaced(r.text(), MEMBER, random.nextBoolean() ? "" : "\"x\": 1,")));
            case 13 -> r.with(asBytes(inserted(r.text(), one(PIECES))));
            case 14 -> r.body().isEmpty() ? r : r.with(cut(r.body()));
            default -> r.body().isEmpty() ? r : r.with(flipped(r.body()));
        };
    }

    private static Request withHeader(Request r, String line) {
        Map<String, String> headers = new LinkedHashMap<>(r.headers());
        headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT), line);
        return new Request(r.method(), r.target(), headers, r.body());
    }

    private String replaced(String text, Pattern what, String by) {
        List<MatchResult> found = new ArrayList<>(what.matcher(text).results().toList());
        if (found.isEmpty()) {
            return text + by;
        }
        MatchResult at = one(found);
        return text.substring(0, at.start()) + by + text.substring(at.end());
    }

    private String inserted(String text, String piece) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private String cut(String body) {
        int at = random.nextInt(body.length());
        return random.nextBoolean() ? body.substring(0, at) : body.substring(at);
    }

    private String flipped(String body) {
        int at = random.nextInt(body.length());
        char other = (char) (body.charAt(at) ^ (1 << random.nextInt(8)));
        return body.substring(0, at) + other + body.substring(at + 1);
    }

    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
