package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.QuotaAlert;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Lookup;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.RowValues;
import dev.planstack.persistence.shared.Sessions;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of quota alerts. */
final class QuotaAlertTable {

    private static final Insert SAVE = new Insert(
            "quota_alert (account, meter, percent, armed_at, armed_total, held, fired_at, exhausted)",
            8,
            "(account, meter) DO UPDATE SET percent = excluded.percent, armed_at = excluded.armed_at, armed_total = excluded.armed_total,"
                    + " held = excluded.held, fired_at = excluded.fired_at, exhausted = excluded.exhausted");

    private static final String DROP = "DELETE FROM quota_alert WHERE account = ? AND meter = ?";

    /** The alerts of an account. */
    static final Lookup<AccountId, QuotaAlert> OF = new Lookup<>(
            "SELECT * FROM quota_alert WHERE account = :account",
            List.of("account"),
            List.of("meter"),
            (account, values) -> values.text(account.value()),
            row -> new QuotaAlert(
                    new MeterCode(row.getString("meter")),
                    row.getInt("percent"),
                    Columns.instant(row, "armed_at"),
                    Columns.quantity(row, "armed_total"),
                    Columns.quantity(row, "held"),
                    Columns.optionalInstant(row, "fired_at"),
                    row.getBoolean("exhausted")));

    private QuotaAlertTable() {}

    /** Writes alerts that are new or changed, and takes away those that were dropped, which are empty. */
    static void save(Sessions sessions, Collection<Owned<Map.Entry<MeterCode, Optional<QuotaAlert>>>> alerts) {
        MeterAlertRows.save(sessions, alerts, SAVE, QuotaAlertTable::place, DROP);
    }

    private static void place(Owned<QuotaAlert> owned, RowValues values) throws SQLException {
        QuotaAlert alert = owned.value();
        values.text(owned.account().value());
        values.text(alert.meter().value());
        values.number(alert.percent());
        values.number(Columns.nanos(alert.armedAt()));
        values.text(alert.armedTotal().toString());
        values.text(alert.held().toString());
        values.numberOrNull(Columns.nanos(alert.firedAt()));
        values.flag(alert.exhausted());
    }
}
