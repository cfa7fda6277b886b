package dev.planstack.persistence.runway;

import dev.planstack.application.shared.PastUsages;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.runway.PastUsage;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.PerDialect;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads hourly sums, and those records that came late. */
final class SqlPastUsages implements PastUsages {

    private static final String HOURS = "SELECT h.*, a.currency FROM hour_use h JOIN account a ON a.id = h.account"
            + " WHERE h.account = :account AND h.hour >= :from ORDER BY h.hour, h.meter";

    // of each hour only the records from before it are looked at, which lie first in the key
    private static final PerDialect<String> LATE =
            PerDialect.of(dialect -> "SELECT u.hour, u.meter, u.quantity, u.occurred_at"
                    + " FROM (SELECT DISTINCT hour FROM hour_use WHERE account = :account AND hour >= :from) h"
                    + dialect.thenEach(
                            "usage", "u", "u.account = :account AND u.hour = h.hour AND u.occurred_at < h.hour")
                    + " WHERE NOT u.voided ORDER BY u.hour, u.occurred_at, u.id");

    private final Sessions sessions;

    SqlPastUsages(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public PastUsage since(AccountId account, Instant from) {
        return sessions.read(handle -> {
            List<HourUse> hours = handle.createQuery(HOURS)
                    .bind("account", account.value())
                    .bind("from", Columns.nanos(from))
                    .map((row, c) -> hour(row))
                    .list();
            List<PastUsage.Late> late = handle.createQuery(LATE.in(sessions.dialect()))
                    .bind("account", account.value())
                    .bind("from", Columns.nanos(from))
                    .map((row, c) -> late(row))
                    .list();
            return new PastUsage(hours, late);
        });
    }

    private static HourUse hour(ResultSet row) throws SQLException {
        Currency currency = Columns.currency(row, "currency");
        return new HourUse(
                Columns.instant(row, "hour"),
                new MeterCode(row.getString("meter")),
                Columns.quantity(row, "quantity"),
                Columns.quantity(row, "pay_as_you_go"),
                Optional.ofNullable(row.getString("amount")).map(amount -> Columns.money(amount, currency)));
    }

    private static PastUsage.Late late(ResultSet row) throws SQLException {
        return new PastUsage.Late(
                Columns.instant(row, "hour"),
                new MeterCode(row.getString("meter")),
                Columns.quantity(row, "quantity"),
                Columns.instant(row, "occurred_at"));
    }
}
