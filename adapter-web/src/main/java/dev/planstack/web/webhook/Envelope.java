package dev.planstack.web.webhook;

import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.webhook.WebhookMessage;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.domain.account.AccountId;
import dev.planstack.web.shared.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A message in the form of the Standard Webhooks specification.
 *
 * @param body the body
 * @param headers the headers of the specification
 */
record Envelope(String body, Map<String, String> headers) {

    private static final String ALGORITHM = "HmacSHA256";

    /** The body of a message. */
    private record Payload(String type, String timestamp, Data data) {}

    /** What the body tells of the event. */
    private record Data(@Nullable String account, long sequence, String cursor, Map<String, String> details) {}

    static Envelope of(WebhookMessage message) {
        RecordedEvent event = message.event();
        String body = JsonWriter.text(new Payload(
                event.event().type().code(),
                event.event().at().toString(),
                new Data(
                        event.account().map(AccountId::value).orElse(null),
                        event.sequence(),
                        event.cursor(),
                        event.event().data())));
        String timestamp = Long.toString(message.sentAt().getEpochSecond());
        byte[] signed = (message.id() + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                message.secrets().stream()
                        .map(secret -> "v1," + signature(secret, signed))
                        .collect(Collectors.joining(" ")));
        return new Envelope(body, headers);
    }

    private static String signature(WebhookSecret secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
