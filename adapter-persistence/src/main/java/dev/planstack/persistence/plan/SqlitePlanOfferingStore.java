package dev.planstack.persistence.plan;

import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Pages;
import dev.planstack.persistence.shared.PriceColumn;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Keeps plan offerings, one row each. */
final class SqlitePlanOfferingStore implements PlanOfferingStore {

    private static final String SAVE = "INSERT OR REPLACE INTO plan_offering (id, name, unit, quota, period, validity,"
            + " meters, prices, activation_delay, renewable, withdrawn) VALUES (:id, :name, :unit, :quota, :period,"
            + " :validity, :meters, :prices, :activationDelay, :renewable, :withdrawn)";

    private final Sessions sessions;

    SqlitePlanOfferingStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<PlanOffering> find(OfferingId id) {
        return sessions.readWritten(handle -> handle.createQuery("SELECT * FROM plan_offering WHERE id = :id")
                .bind("id", id.value())
                .map(SqlitePlanOfferingStore::offering)
                .findOne());
    }

    @Override
    public Page<PlanOffering> list(Page.Request page) {
        return Pages.byKey(
                sessions,
                "SELECT * FROM plan_offering WHERE id > :after ORDER BY id LIMIT :limit",
                page,
                SqlitePlanOfferingStore::offering,
                offering -> offering.id().value());
    }

    @Override
    public void save(PlanOffering offering) {
        sessions.write(handle -> handle.createUpdate(SAVE)
                .bindMethods(PlanRows.MAPPER.row(offering))
                .execute());
    }

    private static PlanOffering offering(ResultSet row, StatementContext context) throws SQLException {
        return new PlanOffering(
                new OfferingId(row.getString("id")),
                row.getString("name"),
                row.getString("unit"),
                Columns.quantity(row, "quota"),
                PlanColumns.period(row),
                Term.of(row.getString("validity")),
                PlanColumns.meters(row),
                PriceColumn.read(Json.read(row.getString("prices"))),
                Term.of(row.getString("activation_delay")),
                row.getBoolean("renewable"),
                row.getBoolean("withdrawn"));
    }
}
