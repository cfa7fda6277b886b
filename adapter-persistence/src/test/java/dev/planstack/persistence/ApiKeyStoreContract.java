package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.apikey.ApiKey;
import dev.planstack.application.apikey.ApiKeyId;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Scope;
import dev.planstack.domain.account.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.apikey.ApiKeyStore} promises. */
abstract class ApiKeyStoreContract extends PortContract {

    private static final ApiKey SERVICE = key("00000000000000aa", Set.of(Scope.ADMIN), Optional.empty());
    private static final ApiKey BOUND =
            key("00000000000000bb", Set.of(Scope.READ, Scope.INGEST), Optional.of(Story.ACME));
    private static final ApiKey READER = key("00000000000000cc", Set.of(Scope.READ), Optional.empty());

    private static ApiKey key(String id, Set<Scope> scopes, Optional<AccountId> account) {
        return new ApiKey(
                new ApiKeyId(id),
                new ApiKey.Definition("Key \"" + id + "\"", scopes, account),
                "hash of " + id,
                Ports.START.plusNanos(1));
    }

    private void addAll() {
        commit(() -> {
            new Story(ports, Story.ACME, 0).tellAll();
            List.of(READER, BOUND, SERVICE).forEach(ports.apiKeys()::add);
        });
    }

    @Test
    void keys_come_back_as_they_were_added() {
        addAll();
        reopen();
        assertThat(see(() -> ports.apiKeys().all())).containsExactlyInAnyOrder(SERVICE, BOUND, READER);
        assertThat(see(() -> ports.apiKeys().count())).isEqualTo(3);
    }

    @Test
    void keys_are_listed_by_id_page_by_page() {
        addAll();
        Page<ApiKey> first = see(() -> ports.apiKeys().list(new Page.Request(2, Optional.empty())));
        Page<ApiKey> second = see(() -> ports.apiKeys().list(new Page.Request(2, first.next())));
        assertThat(first.data()).containsExactly(SERVICE, BOUND);
        assertThat(second.data()).containsExactly(READER);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_key_is_removed_once() {
        addAll();
        assertThat(inTransaction(() -> ports.apiKeys().remove(BOUND.id()))).isTrue();
        assertThat(inTransaction(() -> ports.apiKeys().remove(BOUND.id()))).isFalse();
        assertThat(see(() -> ports.apiKeys().all())).containsExactlyInAnyOrder(SERVICE, READER);
    }
}
