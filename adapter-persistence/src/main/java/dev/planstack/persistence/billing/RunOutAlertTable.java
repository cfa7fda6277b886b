package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.RunOutAlert;
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

/** The table of run-out alerts. */
final class RunOutAlertTable {

    private static final Insert SAVE = new Insert(
            "run_out_alert (account, meter, days, fired_at, told_end)",
            5,
            "(account, meter) DO UPDATE SET days = excluded.days, fired_at = excluded.fired_at,"
                    + " told_end = excluded.told_end");

    private static final String DROP = "DELETE FROM run_out_alert WHERE account = ? AND meter = ?";

    /** The alerts of an account. */
    static final Lookup<AccountId, RunOutAlert> OF = new Lookup<>(
            "SELECT * FROM run_out_alert WHERE account = :account",
            List.of("account"),
            List.of("meter"),
            (account, values) -> values.text(account.value()),
            row -> new RunOutAlert(
                    new MeterCode(row.getString("meter")),
                    row.getInt("days"),
                    Columns.optionalInstant(row, "fired_at"),
                    Columns.optionalInstant(row, "told_end")));

    private RunOutAlertTable() {}

    /** Writes alerts that are new or changed, and takes away those that were dropped, which are empty. */
    static void save(Sessions sessions, Collection<Owned<Map.Entry<MeterCode, Optional<RunOutAlert>>>> alerts) {
        MeterAlertRows.save(sessions, alerts, SAVE, RunOutAlertTable::place, DROP);
    }

    private static void place(Owned<RunOutAlert> owned, RowValues values) throws SQLException {
        RunOutAlert alert = owned.value();
        values.text(owned.account().value());
        values.text(alert.meter().value());
        values.number(alert.days());
        values.numberOrNull(Columns.nanos(alert.firedAt()));
        values.numberOrNull(Columns.nanos(alert.toldEnd()));
    }
}
