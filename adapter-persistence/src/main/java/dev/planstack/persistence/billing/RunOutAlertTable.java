package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.RunOutAlert;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of run-out alerts. */
final class RunOutAlertTable {

    private static final String SAVE = "INSERT OR REPLACE INTO run_out_alert (account, meter, days, fired_at, told_end)"
            + " VALUES (?, ?, ?, ?, ?)";

    private static final String DROP = "DELETE FROM run_out_alert WHERE account = ? AND meter = ?";

    private RunOutAlertTable() {}

    /** Writes alerts that are new or changed, and takes away those that were dropped, which are empty. */
    static void save(Sessions sessions, Collection<Owned<Map.Entry<MeterCode, Optional<RunOutAlert>>>> alerts) {
        MeterAlertRows.save(sessions, alerts, SAVE, RunOutAlertTable::bind, DROP);
    }

    private static void bind(PreparedStatement statement, Owned<RunOutAlert> owned) throws SQLException {
        RunOutAlert alert = owned.value();
        statement.setString(1, owned.account().value());
        statement.setString(2, alert.meter().value());
        statement.setInt(3, alert.days());
        statement.setObject(4, Columns.nanos(alert.firedAt()), Types.BIGINT);
        statement.setObject(5, Columns.nanos(alert.toldEnd()), Types.BIGINT);
    }

    /** The alerts of an account. */
    static List<RunOutAlert> of(Handle handle, AccountId account) {
        return handle.createQuery("SELECT * FROM run_out_alert WHERE account = :account ORDER BY meter")
                .bind("account", account.value())
                .map((row, c) -> new RunOutAlert(
                        new MeterCode(row.getString("meter")),
                        row.getInt("days"),
                        Columns.optionalInstant(row, "fired_at"),
                        Columns.optionalInstant(row, "told_end")))
                .list();
    }
}
