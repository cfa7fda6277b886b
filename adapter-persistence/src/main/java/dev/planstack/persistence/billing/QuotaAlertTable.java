package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.QuotaAlert;
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

/** The table of quota alerts. */
final class QuotaAlertTable {

    private static final String SAVE = "INSERT INTO quota_alert (account, meter, percent, armed_at, armed_total, held,"
            + " fired_at, exhausted) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, meter) DO UPDATE"
            + " SET percent = excluded.percent, armed_at = excluded.armed_at, armed_total = excluded.armed_total,"
            + " held = excluded.held, fired_at = excluded.fired_at, exhausted = excluded.exhausted";

    private static final String DROP = "DELETE FROM quota_alert WHERE account = ? AND meter = ?";

    private QuotaAlertTable() {}

    /** Writes alerts that are new or changed, and takes away those that were dropped, which are empty. */
    static void save(Sessions sessions, Collection<Owned<Map.Entry<MeterCode, Optional<QuotaAlert>>>> alerts) {
        MeterAlertRows.save(sessions, alerts, SAVE, QuotaAlertTable::bind, DROP);
    }

    private static void bind(PreparedStatement statement, Owned<QuotaAlert> owned) throws SQLException {
        QuotaAlert alert = owned.value();
        statement.setString(1, owned.account().value());
        statement.setString(2, alert.meter().value());
        statement.setInt(3, alert.percent());
        statement.setLong(4, Columns.nanos(alert.armedAt()));
        statement.setString(5, alert.armedTotal().toString());
        statement.setString(6, alert.held().toString());
        statement.setObject(7, Columns.nanos(alert.firedAt()), Types.BIGINT);
        statement.setBoolean(8, alert.exhausted());
    }

    /** The alerts of an account. */
    static List<QuotaAlert> of(Handle handle, AccountId account) {
        return handle.createQuery("SELECT * FROM quota_alert WHERE account = :account ORDER BY meter")
                .bind("account", account.value())
                .map((row, c) -> new QuotaAlert(
                        new MeterCode(row.getString("meter")),
                        row.getInt("percent"),
                        Columns.instant(row, "armed_at"),
                        Columns.quantity(row, "armed_total"),
                        Columns.quantity(row, "held"),
                        Columns.optionalInstant(row, "fired_at"),
                        row.getBoolean("exhausted")))
                .list();
    }
}
