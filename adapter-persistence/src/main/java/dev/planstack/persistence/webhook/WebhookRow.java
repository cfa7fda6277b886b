package dev.planstack.persistence.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.application.webhook.Progress;
import dev.planstack.application.webhook.Signing;
import dev.planstack.application.webhook.Signing.Former;
import dev.planstack.application.webhook.Webhook;
import dev.planstack.application.webhook.WebhookId;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.domain.shared.EventType;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A webhook as columns. */
final class WebhookRow {

    private WebhookRow() {}

    static Map<String, @Nullable Object> columns(Webhook webhook) {
        Progress progress = webhook.progress();
        Optional<Former> former = webhook.signing().former();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", webhook.id().value());
        columns.put("url", webhook.url());
        columns.put(
                "types",
                Json.write(webhook.types().stream().map(EventType::code).toList()));
        columns.put("secret", webhook.signing().secret().text());
        columns.put("formerSecret", former.map(f -> f.secret().text()).orElse(null));
        columns.put("formerUntil", Columns.nanos(former.map(Former::until)));
        columns.put("revision", webhook.revision());
        columns.put("cursor", progress.cursor());
        columns.put("failures", progress.failures());
        columns.put("failingSince", Columns.nanos(progress.failingSince()));
        columns.put("nextAttemptAt", Columns.nanos(progress.nextAttemptAt()));
        columns.put("lastError", progress.lastError().orElse(null));
        columns.put("disabledReason", progress.disabledReason().orElse(null));
        return columns;
    }

    static Webhook read(ResultSet row) throws SQLException {
        return new Webhook(
                new WebhookId(row.getString("id")),
                row.getString("url"),
                Json.elements(Json.read(row.getString("types")))
                        .map(WebhookRow::type)
                        .toList(),
                new Signing(new WebhookSecret(row.getString("secret")), former(row)),
                row.getLong("revision"),
                new Progress(
                        row.getString("cursor"),
                        row.getInt("failures"),
                        Columns.optionalInstant(row, "failing_since"),
                        Columns.optionalInstant(row, "next_attempt_at"),
                        Optional.ofNullable(row.getString("last_error")),
                        Optional.ofNullable(row.getString("disabled_reason"))));
    }

    private static EventType type(JsonNode code) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.code().equals(code.asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a column names no type of events: " + code));
    }

    private static Optional<Former> former(ResultSet row) throws SQLException {
        String secret = row.getString("former_secret");
        return secret == null
                ? Optional.empty()
                : Optional.of(new Former(new WebhookSecret(secret), Columns.instant(row, "former_until")));
    }
}
