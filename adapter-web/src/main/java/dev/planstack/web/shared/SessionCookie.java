package dev.planstack.web.shared;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cookie that a browser has for somebody who signed in to the console. Scripts do not see it, and other sites' pages do not send it. */
public final class SessionCookie {

    private static final String NAME = "planstack-session";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    /** The token in the Cookie headers of a request. */
    public static Optional<String> token(List<String> headers) {
        String prefix = NAME + "=";
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(prefix))
                .map(cookie -> cookie.substring(prefix.length()))
                .findFirst();
    }

    /**
     * The header that has a browser keep the token until it is closed.
     *
     * @param secure whether the browser asked over HTTPS, and so is never to send it over anything else
     */
    public static String keep(String token, boolean secure) {
        return NAME + "=" + token + ATTRIBUTES + (secure ? "; Secure" : "");
    }

    /** The header that has a browser forget it. */
    public static String forget() {
        return NAME + "=" + ATTRIBUTES + "; Max-Age=0";
    }
}
