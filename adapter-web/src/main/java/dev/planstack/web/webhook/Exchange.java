package dev.planstack.web.webhook;

import dev.planstack.application.webhook.WebhookAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request and its answer by HTTP/1.1 over an open socket, which is not used again. */
final class Exchange {

    private static final int MAX_HEAD_BYTES = 32 << 10;

    /** Of the body only so much is read, to let the receiver end in peace; what it says is ignored. */
    private static final int MAX_BODY_BYTES = 64 << 10;

    private static final int BODY_MILLIS = 1_000;
    private static final int OK = 200;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private Exchange() {}

    /** Sends a message and reads the answer. */
    static WebhookAnswer over(Socket socket, Target target, Envelope envelope, Instant now) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request(target, envelope));
        out.flush();
        InputStream in = socket.getInputStream();
        List<String> head = head(in);
        while (status(head) < OK) {
            head = head(in);
        }
        int status = status(head);
        WebhookAnswer answer = new WebhookAnswer(status, retryAfter(head, now), Optional.empty());
        drain(socket, head);
        return answer;
    }

    private static byte[] request(Target target, Envelope envelope) {
        byte[] body = envelope.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + target.path() + " HTTP/1.1\r\n");
        Map<String, String> headers = Map.of(
                "Host", target.authority(),
                "Content-Type", "application/json",
                "Content-Length", Integer.toString(body.length),
                "User-Agent", "Planstack",
                "Connection", "close");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        envelope.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /** The lines up to the empty one. Read byte by byte, so that nothing of the body is taken. */
    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int read = in.read();
            if (read < 0 || bytes.size() >= MAX_HEAD_BYTES) {
                throw new IOException(read < 0 ? "closed without an answer" : "an answer with too many headers");
            }
            bytes.write(read);
            newlines = read == '\n' ? newlines + 1 : read == '\r' ? newlines : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static int status(List<String> head) throws IOException {
        Matcher line = STATUS_LINE.matcher(head.isEmpty() ? "" : head.get(0));
        if (!line.matches()) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        return Integer.parseInt(line.group(1));
    }

    private static Optional<String> header(List<String> head, String name) {
        String start = name + ":";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    private static Optional<Duration> retryAfter(List<String> head, Instant now) {
        return header(head, "retry-after").flatMap(value -> wait(value, now)).filter(wait -> !wait.isNegative());
    }

    private static Optional<Duration> wait(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            // neither seconds nor a date: as if it were not there
            return Optional.empty();
        }
    }

    /** What was answered is known already, whatever goes wrong here. */
    private static void drain(Socket socket, List<String> head) {
        int length = header(head, "content-length")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Math.min(Integer.parseInt(text), MAX_BODY_BYTES))
                .orElse(MAX_BODY_BYTES);
        try {
            socket.setSoTimeout(BODY_MILLIS);
            byte[] unused = socket.getInputStream().readNBytes(length);
        } catch (IOException e) {
            // the rest of the body does not matter
            return;
        }
    }
}
