package dev.planstack.persistence.plan;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanTerms;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of plans, which is written with the books of accounts. */
public final class PlanTable {

    private static final String SAVE = "INSERT INTO plan (account, id, offering, unit, quota, period, validity, meters,"
            + " renewable, price, currency, purchased_at, effective_at, term, expires_at, freezes, refunded_at,"
            + " renewed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, id) DO UPDATE"
            + " SET term = excluded.term, expires_at = excluded.expires_at, freezes = excluded.freezes,"
            + " refunded_at = excluded.refunded_at, renewed_at = excluded.renewed_at";

    private PlanTable() {}

    /** Writes plans that are new or changed; what one was bought with never changes. */
    public static void save(Sessions sessions, Collection<Owned<Plan>> plans) {
        List<PlanRow> rows = plans.stream()
                .map(plan -> PlanRows.MAPPER.row(plan.account(), plan.value()))
                .toList();
        sessions.batch(SAVE, rows, PlanTable::bind);
    }

    private static void bind(PreparedStatement statement, PlanRow row) throws SQLException {
        statement.setString(1, row.account());
        statement.setString(2, row.id());
        statement.setString(3, row.offering());
        statement.setString(4, row.unit());
        statement.setString(5, row.quota());
        statement.setString(6, row.period());
        statement.setString(7, row.validity());
        statement.setString(8, row.meters());
        statement.setBoolean(9, row.renewable());
        statement.setString(10, row.price());
        statement.setString(11, row.currency());
        statement.setLong(12, row.purchasedAt());
        statement.setLong(13, row.effectiveAt());
        statement.setString(14, row.term());
        statement.setLong(15, row.expiresAt());
        statement.setString(16, row.freezes());
        statement.setObject(17, row.refundedAt(), Types.BIGINT);
        statement.setObject(18, row.renewedAt(), Types.BIGINT);
    }

    /** The plans of an account that expire after an instant, by id. */
    public static List<Plan> expiringAfter(Handle handle, AccountId account, Instant instant) {
        return handle.createQuery("SELECT * FROM plan WHERE account = :account AND expires_at > :instant ORDER BY id")
                .bind("account", account.value())
                .bind("instant", Columns.nanos(instant))
                .map(PlanTable::plan)
                .list();
    }

    static Optional<Plan> find(Handle handle, AccountId account, PlanId id) {
        return handle.createQuery("SELECT * FROM plan WHERE account = :account AND id = :id")
                .bind("account", account.value())
                .bind("id", id.value())
                .map(PlanTable::plan)
                .findOne();
    }

    static Optional<Instant> lastRefund(Handle handle, AccountId account, OfferingId offering) {
        return handle.createQuery("SELECT max(refunded_at) AS last FROM plan WHERE account = :account"
                        + " AND offering = :offering AND refunded_at IS NOT NULL")
                .bind("account", account.value())
                .bind("offering", offering.value())
                .map((row, c) -> Columns.optionalInstant(row, "last"))
                .one();
    }

    private static Plan plan(ResultSet row, StatementContext context) throws SQLException {
        Currency currency = Columns.currency(row, "currency");
        PlanTerms terms = new PlanTerms(
                new OfferingId(row.getString("offering")),
                row.getString("unit"),
                Columns.quantity(row, "quota"),
                PlanColumns.period(row),
                Term.of(row.getString("validity")),
                PlanColumns.meters(row),
                row.getBoolean("renewable"),
                Columns.money(row, "price", currency));
        return new Plan(
                new PlanId(row.getString("id")),
                terms,
                Columns.instant(row, "purchased_at"),
                Columns.instant(row, "effective_at"),
                Term.of(row.getString("term")),
                Columns.instant(row, "expires_at"),
                PlanColumns.freezes(row),
                Columns.optionalInstant(row, "renewed_at"),
                Columns.optionalInstant(row, "refunded_at"));
    }
}
