package dev.planstack.web;

import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.MediaTypes;
import dev.planstack.web.shared.ProblemTexts;
import dev.planstack.web.shared.ProblemType;
import dev.planstack.web.shared.Resources;
import dev.planstack.web.shared.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Pages and probes for which no key is needed. */
final class PageRoutes {

    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** What a page may load: its own, and nothing written into it. */
    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY");

    private PageRoutes() {}

    static void add(Routes routes) {
        Answer live = Answer.json(200, Map.of("status", "live"));
        Answer ready = Answer.json(200, Map.of("status", "ready"));
        routes.open("/health/live", MediaTypes.JSON, call -> live);
        routes.open("/health/ready", MediaTypes.JSON, call -> ready);
        ApiDocument document = new ApiDocument();
        routes.open("/openapi.json", MediaTypes.JSON, call -> document.answer());
        Answer docs = page("/pages/docs.html");
        routes.open("/docs", MediaTypes.HTML, call -> docs);
        routes.open("/problems/{name}", MediaTypes.HTML, PageRoutes::problem);
        asset(routes, "/assets/planstack.css", CSS, "/pages/planstack.css");
        asset(routes, "/assets/docs.js", SCRIPT, "/pages/docs.js");
        asset(routes, "/assets/icon.svg", "image/svg+xml", "/pages/icon.svg");
        asset(routes, "/assets/swagger-ui.css", CSS, "/swagger-ui/swagger-ui.css");
        asset(routes, "/assets/swagger-ui-bundle.js", SCRIPT, "/swagger-ui/swagger-ui-bundle.js");
    }

    private static void asset(Routes routes, String path, String contentType, String resource) {
        routes.asset(
                path,
                contentType,
                call -> Answer.bytes(200, contentType, Resources.bytes(resource))
                        .with("Cache-Control", "public, max-age=3600"));
    }

    private static Answer page(String resource) {
        return Answer.bytes(200, MediaTypes.HTML, Resources.bytes(resource)).with(PAGE_HEADERS);
    }

    private static Answer problem(Call call) {
        String name = call.path("name");
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(t -> t.code().equals(name))
                .findFirst()
                .orElseThrow(() -> Call.notFound("kind of problem", name));
        ProblemTexts texts = ProblemTexts.of(type);
        String page = new String(Resources.bytes("/pages/problem.html"), StandardCharsets.UTF_8)
                .replace("{{name}}", escaped(type.code()))
                .replace("{{status}}", Integer.toString(texts.status()))
                .replace("{{title}}", escaped(texts.title()))
                .replace("{{meaning}}", escaped(texts.meaning()))
                .replace("{{remedy}}", escaped(texts.remedy()));
        return Answer.text(200, MediaTypes.HTML, page).with(PAGE_HEADERS);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
