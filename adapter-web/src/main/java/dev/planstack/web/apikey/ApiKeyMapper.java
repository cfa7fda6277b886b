package dev.planstack.web.apikey;

import dev.planstack.application.apikey.ApiKey;
import dev.planstack.application.apikey.ApiKeyId;
import dev.planstack.application.apikey.KeyText;
import dev.planstack.application.apikey.NewKey;
import dev.planstack.application.shared.Scope;
import dev.planstack.domain.account.AccountId;
import dev.planstack.web.shared.JsonMapping;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(config = JsonMapping.class)
interface ApiKeyMapper {

    ApiKeyMapper INSTANCE = Mappers.getMapper(ApiKeyMapper.class);

    @BeanMapping(ignoreUnmappedSourceProperties = {"definition", "hash"})
    @Mapping(target = "name", source = "definition.name")
    @Mapping(target = "scopes", source = "definition.scopes")
    @Mapping(target = "account", source = "definition.account")
    @Mapping(target = "secret", ignore = true)
    ApiKeyJson json(ApiKey key);

    @BeanMapping(ignoreUnmappedSourceProperties = "key")
    @Mapping(target = "id", source = "key.id")
    @Mapping(target = "name", source = "key.definition.name")
    @Mapping(target = "scopes", source = "key.definition.scopes")
    @Mapping(target = "account", source = "key.definition.account")
    @Mapping(target = "createdAt", source = "key.createdAt")
    @Mapping(target = "secret", source = "text")
    ApiKeyJson json(NewKey made);

    default String text(ApiKeyId id) {
        return id.value();
    }

    default String text(Scope scope) {
        return scope.code();
    }

    default String text(KeyText key) {
        return key.text();
    }

    default @Nullable String account(Optional<AccountId> account) {
        return account.map(AccountId::value).orElse(null);
    }
}
