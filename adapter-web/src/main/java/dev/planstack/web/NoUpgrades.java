package dev.planstack.web;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hides offers to speak WebSocket, which there is none of: Javalin would take such a request past all routes and
 * open a session for it.
 */
final class NoUpgrades extends Handler.Wrapper {

    private static final String HEADER = "Sec-WebSocket-Version";

    NoUpgrades(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHeaders().contains(HEADER)) {
            return super.handle(request, response, callback);
        }
        HttpFields.Mutable headers = HttpFields.build();
        for (HttpField field : request.getHeaders()) {
            if (!field.is(HEADER)) {
                headers.add(field);
            }
        }
        return super.handle(new Plain(request, headers.asImmutable()), response, callback);
    }

    private static final class Plain extends Request.Wrapper {

        private final HttpFields headers;

        Plain(Request request, HttpFields headers) {
            super(request);
            this.headers = headers;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
