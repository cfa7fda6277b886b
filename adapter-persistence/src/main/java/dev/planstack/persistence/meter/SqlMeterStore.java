package dev.planstack.persistence.meter;

import dev.planstack.application.meter.MeterStore;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.PriceHistory;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Pages;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps meters in two tables: the meter, and each version of its prices. */
final class SqlMeterStore implements MeterStore {

    /** One version of a meter's prices. */
    private record PriceRow(Currency currency, Instant fromHour, Optional<PriceList> prices) {}

    private final Sessions sessions;

    SqlMeterStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Meter> find(MeterCode code) {
        return sessions.readWritten(handle -> handle.createQuery("SELECT * FROM meter WHERE code = :code")
                .bind("code", code.value())
                .map((row, c) -> meter(handle, row))
                .findOne());
    }

    @Override
    public Page<Meter> list(Page.Request page) {
        return sessions.readWritten(handle -> Pages.byKey(
                sessions,
                "SELECT * FROM meter WHERE code > :after ORDER BY code LIMIT :limit",
                page,
                (row, c) -> meter(handle, row),
                meter -> meter.code().value()));
    }

    private static Meter meter(Handle handle, ResultSet row) throws SQLException {
        MeterCode code = new MeterCode(row.getString("code"));
        return new Meter(
                code,
                row.getString("name"),
                row.getString("unit"),
                row.getInt("scale"),
                prices(handle, code),
                row.getBoolean("used"));
    }

    private static SortedMap<Currency, PriceHistory> prices(Handle handle, MeterCode code) {
        List<PriceRow> rows = handle.createQuery("SELECT * FROM meter_price WHERE meter = :meter")
                .bind("meter", code.value())
                .map((row, c) -> new PriceRow(
                        Columns.currency(row, "currency"),
                        Columns.instant(row, "from_hour"),
                        TierColumn.read(row.getString("tiers"))))
                .list();
        SortedMap<Currency, NavigableMap<Instant, Optional<PriceList>>> versions =
                new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
        rows.forEach(r ->
                versions.computeIfAbsent(r.currency(), c -> new TreeMap<>()).put(r.fromHour(), r.prices()));
        SortedMap<Currency, PriceHistory> prices = new TreeMap<>(versions.comparator());
        versions.forEach((currency, history) -> prices.put(currency, new PriceHistory(history)));
        return prices;
    }

    @Override
    public void save(Meter meter) {
        sessions.write(handle -> {
            handle.createUpdate("INSERT INTO meter (code, name, unit, scale, used)"
                            + " VALUES (:code, :name, :unit, :scale, :used) ON CONFLICT (code) DO UPDATE"
                            + " SET name = excluded.name, unit = excluded.unit, scale = excluded.scale,"
                            + " used = excluded.used")
                    .bind("code", meter.code().value())
                    .bind("name", meter.name())
                    .bind("unit", meter.unit())
                    .bind("scale", meter.scale())
                    .bind("used", meter.used())
                    .execute();
            handle.createUpdate("DELETE FROM meter_price WHERE meter = :meter")
                    .bind("meter", meter.code().value())
                    .execute();
            savePrices(handle, meter);
        });
    }

    private static void savePrices(Handle handle, Meter meter) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO meter_price (meter, currency, from_hour, tiers)"
                + " VALUES (:meter, :currency, :fromHour, :tiers)");
        meter.prices()
                .forEach((currency, history) -> history.versions()
                        .forEach((fromHour, prices) -> batch.bind(
                                        "meter", meter.code().value())
                                .bind("currency", currency.getCurrencyCode())
                                .bind("fromHour", Columns.nanos(fromHour))
                                .bind("tiers", TierColumn.write(prices))
                                .add()));
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
