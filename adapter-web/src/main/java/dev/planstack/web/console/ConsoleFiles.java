package dev.planstack.web.console;

import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.JsonWriter;
import dev.planstack.web.shared.MediaTypes;
import dev.planstack.web.shared.Resources;
import dev.planstack.web.shared.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code GET /} and what it loads: the files below {@code resources/console}, as they are. */
final class ConsoleFiles {

    private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(js|css)");

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";

    /** Pages load what this service serves and nothing else, and nothing is written into them. */
    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private ConsoleFiles() {}

    static void add(Routes routes) {
        byte[] page = Resources.bytes("/console/index.html");
        routes.open(
                "/", MediaTypes.HTML, call -> fresh(call, MediaTypes.HTML, page).with(PAGE_HEADERS));
        routes.asset("/console/{file}", SCRIPT, call -> file(call, ""));
        routes.asset("/console/pages/{file}", SCRIPT, call -> file(call, "pages/"));
    }

    private static Answer file(Call call, String folder) {
        String name = call.path("file");
        Optional<byte[]> bytes =
                NAME.matcher(name).matches() ? Resources.find("/console/" + folder + name) : Optional.empty();
        return bytes.map(b -> fresh(call, name.endsWith(".css") ? CSS : SCRIPT, b))
                .orElseThrow(() -> Call.notFound("file", folder + name));
    }

    /** Browsers keep it, but ask each time whether it is still the same: a new version shows at once. */
    private static Answer fresh(Call call, String type, byte[] bytes) {
        String tag = '"' + JsonWriter.sha256(new String(bytes, StandardCharsets.UTF_8)) + '"';
        boolean kept = call.headers("If-None-Match").stream().anyMatch(known -> known.contains(tag));
        return (kept ? Answer.bytes(304, "", new byte[0]) : Answer.bytes(200, type, bytes))
                .with(Map.of("ETag", tag, "Cache-Control", "no-cache"));
    }
}
