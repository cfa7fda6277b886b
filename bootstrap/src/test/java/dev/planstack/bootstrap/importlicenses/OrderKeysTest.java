package dev.planstack.bootstrap.importlicenses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ForeignOrder;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicensedSdk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderKeysTest {

    private static TakeOver order(String account, String instanceId, String sdk) {
        return new TakeOver(
                new AccountId(account),
                new ForeignOrder(
                        Optional.of(instanceId).filter(id -> !id.isEmpty()).map(InstanceId::new),
                        List.of(new LicensedSdk(sdk, "pro")),
                        Instant.parse("2025-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static String key(OrderKeys keys, long line, TakeOver order) {
        return keys.key(line, order).fold(KeyedOrder::idempotencyKey, reason -> "! " + reason);
    }

    @Test
    void an_instance_id_may_be_there_once_per_account() {
        OrderKeys keys = new OrderKeys("a.csv");

        assertThat(key(keys, 2, order("acme", "i", "p"))).startsWith("a.csv:");
        assertThat(key(keys, 3, order("acme", "i", "other"))).isEqualTo("! instanceId: is that of line 2 already");
        assertThat(key(keys, 4, order("acme", "i", "p"))).isEqualTo("! instanceId: is that of line 2 already");
        assertThat(key(keys, 5, order("acme", "j", "p"))).startsWith("a.csv:");
        assertThat(key(keys, 6, order("other", "i", "p"))).startsWith("a.csv:");
    }

    @Test
    void orders_that_are_the_same_are_counted_wherever_they_stand() {
        OrderKeys keys = new OrderKeys("a.csv");
        OrderKeys again = new OrderKeys("a.csv");

        String first = key(keys, 2, order("acme", "", "p"));
        String second = key(keys, 3, order("acme", "", "p"));
        String other = key(keys, 4, order("acme", "", "q"));

        assertThat(first).matches("a\\.csv:[0-9a-f]{12}:1");
        assertThat(second).isEqualTo(first.replaceAll("1$", "2"));
        assertThat(other).endsWith(":1").isNotEqualTo(first);
        assertThat(key(again, 12, order("acme", "", "q"))).isEqualTo(other);
        assertThat(key(again, 13, order("acme", "", "p"))).isEqualTo(first);
        assertThat(key(again, 19, order("acme", "", "p"))).isEqualTo(second);
        assertThat(key(new OrderKeys("b.csv"), 2, order("acme", "", "p"))).isNotEqualTo(first);
        assertThat(key(new OrderKeys("a.csv"), 2, order("other", "", "p"))).isNotEqualTo(first);
    }

    @Test
    void a_file_has_an_end() {
        OrderKeys keys = new OrderKeys("a.csv", 2);

        assertThat(key(keys, 2, order("acme", "i", "p"))).startsWith("a.csv:");
        assertThat(key(keys, 3, order("acme", "", "p"))).startsWith("a.csv:");
        assertThatThrownBy(() -> key(keys, 4, order("acme", "j", "p")))
                .isInstanceOf(ImportStoppedException.class)
                .hasMessageContaining("Line 4")
                .hasMessageContaining("2 orders");
    }
}
