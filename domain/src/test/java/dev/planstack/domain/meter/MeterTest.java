package dev.planstack.domain.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Refusal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule M5: prices change from the next hour on; unit and scale of what is used never change. */
class MeterTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    private static MeterDefinition definition(String unit, int scale, Map<Currency, PriceList> prices) {
        return new MeterDefinition("Traffic", unit, scale, prices);
    }

    private static MeterDefinition priced(String usd) {
        return definition("GB", 2, usd == null ? Map.of() : Map.of(USD, PriceList.flat(usd)));
    }

    private static Meter defined(String usd, Instant now) {
        return priced(usd).define(new MeterCode("traffic"), now, UTC);
    }

    private static Meter replaced(Meter meter, MeterDefinition to, Instant now) {
        return meter.replaced(to, now, UTC).fold(m -> m, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    @DisplayName("M5: the first prices hold for all hours, later ones from the next hour that begins after the change")
    @ParameterizedTest(name = "changed at {0}, hour {1}: {2}")
    @CsvSource({
        // changed at, hour, its price
        "2026-01-10T12:30:00Z, 2020-01-01T00:00:00Z, 0.04",
        "2026-01-10T12:30:00Z, 2026-01-10T12:00:00Z, 0.04",
        "2026-01-10T12:30:00Z, 2026-01-10T13:00:00Z, 0.05",
        "2026-01-10T12:59:59.999999999Z, 2026-01-10T13:00:00Z, 0.05",
        // an hour that begins at the change does not begin after it
        "2026-01-10T13:00:00Z, 2026-01-10T13:00:00Z, 0.04",
        "2026-01-10T13:00:00Z, 2026-01-10T14:00:00Z, 0.05",
    })
    void priceChange(Instant at, Instant hour, String price) {
        Meter meter = replaced(defined("0.04", NOON), priced("0.05"), at);
        assertThat(meter.pricesAt(USD, hour)).contains(PriceList.flat(price));
        assertThat(meter.charging(USD, hour)).isEqualTo(PriceList.flat(price));
        assertThat(meter.latestPrices()).isEqualTo(Map.of(USD, PriceList.flat("0.05")));
    }

    @Test
    @DisplayName("M5: of several changes in one hour the last holds; a change back is none")
    void severalInOneHour() {
        Meter twice =
                replaced(replaced(defined("0.04", NOON), priced("0.05"), NOON), priced("0.06"), NOON.plusSeconds(9));
        assertThat(twice.pricesAt(USD, NOON)).contains(PriceList.flat("0.04"));
        assertThat(twice.pricesAt(USD, NOON.plusSeconds(3_600))).contains(PriceList.flat("0.06"));
        Meter same = replaced(defined("0.04", NOON), priced("0.04"), NOON.plusSeconds(9));
        assertThat(same).isEqualTo(defined("0.04", NOON));
    }

    @Test
    @DisplayName(
            "M2, M5: prices taken away end with the next hour, but usage accepted before is charged by the last ones")
    void takenAway() {
        Meter meter = replaced(defined("0.04", NOON), priced(null), NOON);
        Instant next = NOON.plusSeconds(3_600);
        assertThat(meter.pricesAt(USD, NOON)).contains(PriceList.flat("0.04"));
        assertThat(meter.pricesAt(USD, next)).isEmpty();
        assertThat(meter.charging(USD, next)).isEqualTo(PriceList.flat("0.04"));
        assertThat(meter.latestPrices()).isEmpty();
        Meter again = replaced(meter, priced("0.07"), next);
        assertThat(again.pricesAt(USD, next)).isEmpty();
        assertThat(again.pricesAt(USD, next.plusSeconds(3_600))).contains(PriceList.flat("0.07"));
    }

    @Test
    @DisplayName("M5: the first prices in another currency hold for all hours, whenever they come")
    void anotherCurrency() {
        MeterDefinition both = definition("GB", 2, Map.of(USD, PriceList.flat("0.04"), EUR, PriceList.flat("0.03")));
        Meter meter = replaced(defined("0.04", NOON), both, NOON);
        assertThat(meter.pricesAt(EUR, Instant.EPOCH)).contains(PriceList.flat("0.03"));
        assertThat(meter.pricesAt(USD, Instant.EPOCH)).contains(PriceList.flat("0.04"));
        assertThatThrownBy(() -> defined(null, NOON).charging(USD, NOON)).isInstanceOf(IllegalStateException.class);
    }

    @DisplayName("M5: unit and scale stay once usage or a plan names the meter")
    @ParameterizedTest(name = "used {0}, to {1} at scale {2}: {3}")
    @CsvSource({
        // used, unit, scale, field at fault
        "false, GB, 3, ''",
        "false, GiB, 2, ''",
        "true, GB, 2, ''",
        "true, GB, 3, /scale",
        "true, GiB, 2, /unit",
        "true, GiB, 3, /unit",
    })
    void unitAndScale(boolean used, String unit, int scale, String fault) {
        Meter meter = defined("0.04", NOON);
        String result = (used ? meter.asUsed() : meter)
                .replaced(definition(unit, scale, Map.of()), NOON, UTC)
                .fold(m -> "", MeterTest::fieldAtFault);
        assertThat(result).isEqualTo(fault);
    }

    private static String fieldAtFault(Refusal refusal) {
        return refusal.faults().get(0).pointer();
    }

    @Test
    @DisplayName("M1: a scale is 0 to 9; a meter keeps its code and that it is used")
    void limits() {
        assertThatThrownBy(() -> Meter.of("m", "GB", 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Meter.of("m", "GB", -1)).isInstanceOf(IllegalArgumentException.class);
        Meter used = Meter.of("m", "GB", 9).asUsed();
        assertThat(used.asUsed()).isSameAs(used);
        assertThat(replaced(used, definition("GB", 9, Map.of()), NOON).used()).isTrue();
        assertThat(Meters.of(used).find(new MeterCode("m"))).isEqualTo(Optional.of(used));
        assertThatThrownBy(() -> Meters.of().get(new MeterCode("m"))).isInstanceOf(IllegalStateException.class);
    }
}
