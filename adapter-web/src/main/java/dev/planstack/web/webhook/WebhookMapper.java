package dev.planstack.web.webhook;

import dev.planstack.application.webhook.Progress;
import dev.planstack.application.webhook.Signing;
import dev.planstack.application.webhook.WebhookId;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.application.webhook.WebhookView;
import dev.planstack.domain.shared.EventType;
import dev.planstack.web.shared.JsonMapping;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(config = JsonMapping.class)
interface WebhookMapper {

    WebhookMapper INSTANCE = Mappers.getMapper(WebhookMapper.class);

    @BeanMapping(ignoreUnmappedSourceProperties = "webhook")
    @Mapping(target = "id", source = "webhook.id")
    @Mapping(target = "url", source = "webhook.url")
    @Mapping(target = "types", expression = "java(types(view.webhook().types()))")
    @Mapping(target = "status", expression = "java(status(view.webhook().progress().status()))")
    @Mapping(target = "disabledReason", source = "webhook.progress.disabledReason")
    @Mapping(target = "failures", source = "webhook.progress.failures")
    @Mapping(target = "lastError", source = "webhook.progress.lastError")
    @Mapping(target = "nextAttemptAt", source = "webhook.progress.nextAttemptAt")
    @Mapping(target = "cursor", source = "webhook.progress.cursor")
    @Mapping(target = "formerSecretUntil", source = "webhook.signing.former")
    @Mapping(target = "secret", source = "shown")
    WebhookJson json(WebhookView view);

    default String text(WebhookId id) {
        return id.value();
    }

    default List<String> types(List<EventType> types) {
        return types.isEmpty()
                ? List.of(WebhookBody.EVERYTHING)
                : types.stream().map(EventType::code).toList();
    }

    default String status(Progress.Status status) {
        return status.code();
    }

    default @Nullable String until(Optional<Signing.Former> former) {
        return former.map(f -> f.until().toString()).orElse(null);
    }

    default @Nullable String secret(Optional<WebhookSecret> shown) {
        return shown.map(WebhookSecret::text).orElse(null);
    }
}
