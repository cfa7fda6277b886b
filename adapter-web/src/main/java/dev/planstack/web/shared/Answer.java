package dev.planstack.web.shared;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer to be sent. */
public final class Answer {

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
    }

    /** A record as JSON. */
    public static Answer json(int status, Object value) {
        return text(status, MediaTypes.JSON, JsonWriter.text(value));
    }

    /** A text of some media type. */
    public static Answer text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of some media type. */
    public static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body, Map.of());
    }

    /** 204, with nothing to read. */
    public static Answer empty() {
        return bytes(204, "", new byte[0]);
    }

    /** With more headers. */
    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, body, all);
    }

    /** With one more header. */
    public Answer with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** With the commit that was made or seen. */
    public Answer atCommit(long commit) {
        return with("Planstack-Commit", Long.toString(commit));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    InputStream body() {
        return new ByteArrayInputStream(body);
    }

    Map<String, String> headers() {
        return headers;
    }
}
