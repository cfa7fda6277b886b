package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Page;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.PriceHistory;
import dev.planstack.domain.meter.PriceList;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.meter.MeterStore} promises. */
abstract class MeterStoreContract extends PortContract {

    private static Meter meter() {
        TreeMap<Instant, Optional<PriceList>> dollars = new TreeMap<>();
        dollars.put(Instant.MIN, Optional.of(Samples.TIERED));
        dollars.put(Instant.parse("2026-02-01T00:00:00Z"), Optional.empty());
        dollars.put(Instant.parse("2026-03-01T00:00:00Z"), Optional.of(PriceList.flat("0.000000001234")));
        TreeMap<Instant, Optional<PriceList>> yen = new TreeMap<>();
        yen.put(Instant.MIN, Optional.of(PriceList.flat("30")));
        SortedMap<Currency, PriceHistory> prices = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
        prices.put(Samples.USD, new PriceHistory(dollars));
        prices.put(Samples.JPY, new PriceHistory(yen));
        return new Meter(Samples.TRAFFIC, "Traffic, 中国", "GB", 3, prices, true);
    }

    @Test
    void a_meter_comes_back_as_it_was_saved() {
        commit(() -> ports.meters().save(meter()));
        reopen();
        assertThat(see(() -> ports.meters().find(Samples.TRAFFIC))).contains(meter());
    }

    @Test
    void a_meter_without_prices_comes_back() {
        Meter bare = Meter.of("bare", "piece", 0);
        commit(() -> ports.meters().save(bare));
        assertThat(see(() -> ports.meters().find(bare.code()))).contains(bare);
    }

    @Test
    void the_last_save_replaces_the_one_before() {
        Meter changed = Meter.of(Samples.TRAFFIC.value(), "TB", 9).priced("EUR", PriceList.flat("7"));
        commit(() -> {
            ports.meters().save(meter());
            ports.meters().save(changed);
            assertThat(ports.meters().find(Samples.TRAFFIC)).contains(changed);
        });
        assertThat(see(() -> ports.meters().find(Samples.TRAFFIC))).contains(changed);
    }

    @Test
    void an_unknown_meter_is_not_found() {
        assertThat(see(() -> ports.meters().find(new MeterCode("none")))).isEmpty();
    }

    @Test
    void meters_are_listed_by_code_page_by_page() {
        commit(() -> {
            for (String code : new String[] {"b", "a.2", "B", "a.10", "c"}) {
                ports.meters().save(Meter.of(code, "piece", 0));
            }
        });
        Page<Meter> first = see(() -> ports.meters().list(new Page.Request(3, Optional.empty())));
        Page<Meter> second = see(() -> ports.meters().list(new Page.Request(3, first.next())));

        assertThat(first.data()).extracting(m -> m.code().value()).containsExactly("B", "a.10", "a.2");
        assertThat(second.data()).extracting(m -> m.code().value()).containsExactly("b", "c");
        assertThat(second.next()).isEmpty();
    }
}
