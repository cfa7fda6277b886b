package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.account.AccountQueries.EventFilter;
import dev.planstack.application.account.AccountQueries.Span;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.shared.Page;
import dev.planstack.application.webhook.Progress;
import dev.planstack.application.webhook.Signing;
import dev.planstack.application.webhook.Signing.Former;
import dev.planstack.application.webhook.Webhook;
import dev.planstack.application.webhook.WebhookId;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.domain.shared.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.webhook.WebhookStore} promises. */
abstract class WebhookStoreContract extends PortContract {

    private static final WebhookId ID = new WebhookId("ledger");
    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz");
    private static final Page.Request FIRST = new Page.Request(1000, Optional.empty());

    private static Webhook fresh(String id) {
        return new Webhook(
                new WebhookId(id), "https://example.com/", List.of(), Signing.with(SECRET), 1, Progress.at("0.0"));
    }

    private static Webhook full() {
        Optional<Instant> at = Optional.of(Ports.START.plusNanos(1));
        return new Webhook(
                ID,
                "https://example.com/a?b=c",
                List.of(EventType.PLAN_EXHAUSTED, EventType.BILL_ISSUED),
                new Signing(
                        new WebhookSecret("whsec_YWJjZGVmZ2hpamFiY2RlZmdoaWphYmNk"),
                        Optional.of(new Former(SECRET, Ports.START))),
                Long.MAX_VALUE,
                new Progress("17.3", 4, at, at, Optional.of("answered 500"), Optional.of("gone")));
    }

    @Test
    void a_webhook_comes_back_as_it_was_saved() {
        commit(() -> {
            ports.webhooks().save(fresh("ledger"));
            ports.webhooks().save(full());
            ports.webhooks().save(fresh("other"));
        });
        reopen();
        assertThat(see(() -> ports.webhooks().find(ID))).contains(full());
        assertThat(see(() -> ports.webhooks().find(new WebhookId("other")))).contains(fresh("other"));
        assertThat(see(() -> ports.webhooks().count())).isEqualTo(2);
    }

    @Test
    void one_process_at_a_time_delivers_to_an_endpoint() {
        Instant start = Ports.START;
        assertThat(lease("a", start, 30)).isFalse();
        commit(() -> ports.webhooks().save(full()));
        assertThat(lease("a", start, 30)).isTrue();
        assertThat(lease("b", start.plusSeconds(29), 30)).isFalse();
        assertThat(lease("a", start.plusSeconds(10), 30)).isTrue();
        commit(() -> ports.webhooks().save(full()));
        assertThat(lease("b", start.plusSeconds(39), 30)).isFalse();
        assertThat(lease("b", start.plusSeconds(40), 30)).isTrue();
        assertThat(lease("a", start.plusSeconds(41), 30)).isFalse();
        assertThat(lease("b", start.plusSeconds(41), 0)).isTrue();
        assertThat(lease("a", start.plusSeconds(41), 30)).isTrue();
    }

    private boolean lease(String process, Instant now, long seconds) {
        return inTransaction(() -> ports.webhooks().lease(ID, process, now, now.plusSeconds(seconds)));
    }

    @Test
    void what_was_deleted_is_gone() {
        commit(() -> ports.webhooks().save(full()));
        commit(() -> ports.webhooks().delete(ID));
        assertThat(see(() -> ports.webhooks().find(ID))).isEmpty();
        assertThat(see(() -> ports.webhooks().list(FIRST)).data()).isEmpty();
    }

    @Test
    void webhooks_are_listed_by_id_page_by_page() {
        commit(() -> List.of("b", "a", "c").forEach(id -> ports.webhooks().save(fresh(id))));
        Page<Webhook> first = see(() -> ports.webhooks().list(new Page.Request(2, Optional.empty())));
        Page<Webhook> second = see(() -> ports.webhooks().list(new Page.Request(2, first.next())));
        assertThat(first.data()).containsExactly(fresh("a"), fresh("b"));
        assertThat(second.data()).containsExactly(fresh("c"));
    }

    @Test
    void a_feed_without_events_ends_where_it_begins() {
        assertThat(see(() -> ports.webhooks().endOfFeed())).isEqualTo("0.0");
        assertThat(see(() -> ports.webhooks().placeBefore(Ports.START))).isEqualTo("0.0");
        assertThat(see(() -> ports.webhooks().countAfter("0.0", List.of(), 9))).isZero();
    }

    @Test
    void places_are_those_of_the_feed() {
        commit(() -> new Story(ports, Story.ACME, 0).tellAll());
        EventFilter all = new EventFilter(Optional.empty(), new Span(Optional.empty(), Optional.empty()));
        List<RecordedEvent> feed =
                see(() -> ports.accounts().events(all, FIRST)).data();
        assertThat(feed).hasSizeGreaterThan(3);
        String last = feed.get(feed.size() - 1).cursor();
        assertThat(see(() -> ports.webhooks().endOfFeed())).isEqualTo(last);
        assertThat(see(() -> ports.webhooks().isPlace(last))).isTrue();
        assertThat(see(() -> ports.webhooks().isPlace("0.0"))).isTrue();
        assertThat(see(() -> ports.webhooks().isPlace("999999.0"))).isFalse();
        assertThat(see(() -> ports.webhooks().isPlace("nonsense"))).isFalse();
        assertThat(see(() -> ports.webhooks().countAfter("0.0", List.of(), 1000)))
                .isEqualTo(feed.size());
        assertThat(see(() -> ports.webhooks().countAfter("0.0", List.of(), 2))).isEqualTo(2);
        assertThat(see(() -> ports.webhooks().countAfter(last, List.of(), 1000)))
                .isZero();
        EventType type = feed.get(0).event().type();
        long ofType = feed.stream().filter(e -> e.event().type() == type).count();
        assertThat((long) see(() -> ports.webhooks().countAfter("0.0", List.of(type), 1000)))
                .isEqualTo(ofType);
    }

    @Test
    void the_place_before_an_instant_leaves_out_nothing_since() {
        commit(() -> new Story(ports, Story.ACME, 0).tellAll());
        EventFilter all = new EventFilter(Optional.empty(), new Span(Optional.empty(), Optional.empty()));
        List<RecordedEvent> feed =
                see(() -> ports.accounts().events(all, FIRST)).data();
        String before = "0.0";
        for (RecordedEvent event : feed) {
            Instant at = event.event().at();
            String expected = before;
            if (feed.stream()
                    .takeWhile(e -> !e.equals(event))
                    .allMatch(e -> e.event().at().isBefore(at))) {
                assertThat(see(() -> ports.webhooks().placeBefore(at))).isEqualTo(expected);
            }
            before = event.cursor();
        }
        String last = before;
        assertThat(see(() -> ports.webhooks().placeBefore(Instant.parse("2200-01-01T00:00:00Z"))))
                .isEqualTo(last);
    }
}
