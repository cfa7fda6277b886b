package dev.planstack.persistence.license;

import dev.planstack.application.license.LicenseOfferingStore;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Pages;
import dev.planstack.persistence.shared.PriceColumn;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Keeps license offerings, one row each. */
final class SqlLicenseOfferingStore implements LicenseOfferingStore {

    private final Sessions sessions;

    SqlLicenseOfferingStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<LicenseOffering> find(OfferingId id) {
        return sessions.readWritten(handle -> handle.createQuery("SELECT * FROM license_offering WHERE id = :id")
                .bind("id", id.value())
                .map(SqlLicenseOfferingStore::offering)
                .findOne());
    }

    @Override
    public Page<LicenseOffering> list(Page.Request page) {
        return Pages.byKey(
                sessions,
                "SELECT * FROM license_offering WHERE id > :after ORDER BY id LIMIT :limit",
                page,
                SqlLicenseOfferingStore::offering,
                offering -> offering.id().value());
    }

    @Override
    public void save(LicenseOffering offering) {
        sessions.write(handle -> handle.createUpdate("INSERT INTO license_offering (id, name, sdks, prices, withdrawn)"
                        + " VALUES (:id, :name, :sdks, :prices, :withdrawn) ON CONFLICT (id) DO UPDATE"
                        + " SET name = excluded.name, sdks = excluded.sdks, prices = excluded.prices,"
                        + " withdrawn = excluded.withdrawn")
                .bind("id", offering.id().value())
                .bind("name", offering.name())
                .bind("sdks", LicenseColumns.sdks(offering.sdks()))
                .bind("prices", prices(offering))
                .bind("withdrawn", offering.withdrawn())
                .execute());
    }

    private static String prices(LicenseOffering offering) {
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        offering.prices().forEach((term, prices) -> texts.put(term.toString(), PriceColumn.texts(prices)));
        return Json.write(texts);
    }

    private static LicenseOffering offering(ResultSet row, StatementContext context) throws SQLException {
        Map<Term, Map<Currency, Money>> prices =
                Json.map(Json.read(row.getString("prices")), Term::of, PriceColumn::read);
        return new LicenseOffering(
                new OfferingId(row.getString("id")),
                row.getString("name"),
                LicenseColumns.sdks(row),
                prices,
                row.getBoolean("withdrawn"));
    }
}
