package dev.planstack.persistence.plan;

import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Pages;
import dev.planstack.persistence.shared.PriceColumn;
import dev.planstack.persistence.shared.RowValues;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Keeps plan offerings, one row each. */
final class SqlPlanOfferingStore implements PlanOfferingStore {

    private static final Insert SAVE = new Insert(
            "plan_offering (id, name, unit, quota, period, validity, meters, prices, activation_delay, renewable,"
                    + " withdrawn)",
            11,
            "(id) DO UPDATE SET name = excluded.name, unit = excluded.unit, quota = excluded.quota,"
                    + " period = excluded.period, validity = excluded.validity, meters = excluded.meters,"
                    + " prices = excluded.prices, activation_delay = excluded.activation_delay,"
                    + " renewable = excluded.renewable, withdrawn = excluded.withdrawn");

    private final Sessions sessions;

    SqlPlanOfferingStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<PlanOffering> find(OfferingId id) {
        return sessions.readWritten(handle -> handle.createQuery("SELECT * FROM plan_offering WHERE id = :id")
                .bind("id", id.value())
                .map(SqlPlanOfferingStore::offering)
                .findOne());
    }

    @Override
    public Page<PlanOffering> list(Page.Request page) {
        return Pages.byKey(
                sessions,
                "SELECT * FROM plan_offering WHERE id > :after ORDER BY id LIMIT :limit",
                page,
                SqlPlanOfferingStore::offering,
                offering -> offering.id().value());
    }

    @Override
    public void save(PlanOffering offering) {
        sessions.change(SAVE, List.of(PlanRows.MAPPER.row(offering)), SqlPlanOfferingStore::place);
    }

    private static void place(OfferingRow row, RowValues values) throws SQLException {
        values.text(row.id());
        values.text(row.name());
        values.text(row.unit());
        values.text(row.quota());
        values.text(row.period());
        values.text(row.validity());
        values.text(row.meters());
        values.text(row.prices());
        values.text(row.activationDelay());
        values.flag(row.renewable());
        values.flag(row.withdrawn());
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
