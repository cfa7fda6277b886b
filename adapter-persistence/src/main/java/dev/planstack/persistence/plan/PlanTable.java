package dev.planstack.persistence.plan;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanTerms;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Lookup;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.RowValues;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of plans, which is written with the books of accounts. */
public final class PlanTable {

    private static final Insert SAVE = new Insert(
            "plan (account, id, offering, unit, quota, period, validity, meters, renewable, price, currency,"
                    + " purchased_at, effective_at, term, expires_at, freezes, refunded_at, renewed_at)",
            18,
            "(account, id) DO UPDATE SET term = excluded.term, expires_at = excluded.expires_at,"
                    + " freezes = excluded.freezes, refunded_at = excluded.refunded_at,"
                    + " renewed_at = excluded.renewed_at");

    /** The plans of an account that expire after an instant, by id. */
    public static final Lookup<Owned<Instant>, Plan> EXPIRING_AFTER = new Lookup<>(
            "SELECT * FROM plan WHERE account = :account AND expires_at > :instant",
            List.of("account", "instant"),
            List.of("id"),
            (after, values) -> {
                values.text(after.account().value());
                values.number(Columns.nanos(after.value()));
            },
            PlanTable::plan);

    private PlanTable() {}

    /** Writes plans that are new or changed; what one was bought with never changes. */
    public static void save(Sessions sessions, Collection<Owned<Plan>> plans) {
        List<PlanRow> rows = plans.stream()
                .map(plan -> PlanRows.MAPPER.row(plan.account(), plan.value()))
                .toList();
        sessions.change(SAVE, rows, PlanTable::place);
    }

    private static void place(PlanRow row, RowValues values) throws SQLException {
        values.text(row.account());
        values.text(row.id());
        values.text(row.offering());
        values.text(row.unit());
        values.text(row.quota());
        values.text(row.period());
        values.text(row.validity());
        values.text(row.meters());
        values.flag(row.renewable());
        values.text(row.price());
        values.text(row.currency());
        values.number(row.purchasedAt());
        values.number(row.effectiveAt());
        values.text(row.term());
        values.number(row.expiresAt());
        values.text(row.freezes());
        values.numberOrNull(row.refundedAt());
        values.numberOrNull(row.renewedAt());
    }

    static Optional<Plan> find(Handle handle, AccountId account, PlanId id) {
        return handle.createQuery("SELECT * FROM plan WHERE account = :account AND id = :id")
                .bind("account", account.value())
                .bind("id", id.value())
                .map((row, c) -> plan(row))
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

    private static Plan plan(ResultSet row) throws SQLException {
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
