package dev.planstack.bootstrap.bench;

import java.nio.charset.StandardCharsets;

/** Writes requests as they go over the wire. */
final class Http {

    static final String KEY = "bench";

    private Http() {}

    static byte[] get(String path) {
        return request("GET", path, "");
    }

    static byte[] request(String method, String path, String body) {
        // all of it is ASCII
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + KEY
                + (body.isEmpty() ? "" : "\r\nContent-Type: application/json\r\nContent-Length: " + body.length())
                + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
