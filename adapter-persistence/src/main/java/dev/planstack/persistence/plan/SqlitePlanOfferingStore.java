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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Keeps plan offerings, one row each. */
final class SqlitePlanOfferingStore implements PlanOfferingStore {

    private static final String SAVE = "INSERT OR REPLACE INTO plan_offering (id, name, unit, quota, period, validity,"
            + " meters, prices, activation_delay, renewable, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

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
        sessions.batch(SAVE, List.of(PlanRows.MAPPER.row(offering)), SqlitePlanOfferingStore::bind);
    }

    private static void bind(PreparedStatement statement, OfferingRow row) throws SQLException {
        statement.setString(1, row.id());
        statement.setString(2, row.name());
        statement.setString(3, row.unit());
        statement.setString(4, row.quota());
        statement.setString(5, row.period());
        statement.setString(6, row.validity());
        statement.setString(7, row.meters());
        statement.setString(8, row.prices());
        statement.setString(9, row.activationDelay());
        statement.setBoolean(10, row.renewable());
        statement.setBoolean(11, row.withdrawn());
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
