package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.MonthUse;
import dev.planstack.domain.billing.PlanPeriod;
import dev.planstack.domain.billing.PlanUse;
import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Money;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Lookup;
import dev.planstack.persistence.shared.Modes;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.RowValues;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of what usage has come to: by plan and period, by hour, by month; and how meters are billed. */
final class UseTables {

    private static final Insert USE = new Insert(
            "plan_use (account, plan, period_start, settled, taken, last_hour, last_at, last_id)",
            8,
            "(account, plan, period_start) DO UPDATE SET settled = excluded.settled, taken = excluded.taken, last_hour = excluded.last_hour,"
                    + " last_at = excluded.last_at, last_id = excluded.last_id");

    private static final String HOUR_COLUMNS = "hour_use (account, hour, meter, quantity, pay_as_you_go, amount)";

    private static final String BY_HOUR = "(account, hour, meter)";

    // an hour that is open stays in the index of open hours, which then need not be touched
    private static final Insert OPEN_HOUR = new Insert(
            HOUR_COLUMNS,
            6,
            BY_HOUR + " DO UPDATE SET quantity = excluded.quantity, pay_as_you_go = excluded.pay_as_you_go");

    private static final Insert BILLED_HOUR = new Insert(
            HOUR_COLUMNS,
            6,
            BY_HOUR + " DO UPDATE SET quantity = excluded.quantity, pay_as_you_go = excluded.pay_as_you_go,"
                    + " amount = excluded.amount");

    private static final Insert MONTH = new Insert(
            "month_use (account, month, meter, pay_as_you_go)",
            4,
            "(account, month, meter) DO UPDATE SET pay_as_you_go = excluded.pay_as_you_go");

    private static final Insert MODE =
            new Insert("meter_mode (account, meter, mode)", 3, "(account, meter) DO UPDATE SET mode = excluded.mode");

    // longer than any hour, day, month, clock changes included
    private static final Duration HOUR_AT_MOST = Duration.ofHours(2);
    private static final Duration DAY_AT_MOST = Duration.ofDays(2);
    private static final Duration MONTH_AT_MOST = Duration.ofDays(32);

    /** All uses of an account. */
    static final Lookup<AccountId, PlanUse> ALL_USES = new Lookup<>(
            "SELECT * FROM plan_use WHERE account = :account",
            List.of("account"),
            List.of(),
            UseTables::placeAccount,
            UseTables::use);

    /** The uses of plans that expire after an instant, of periodic ones only those that may reach beyond it. */
    static final Lookup<Owned<Instant>, PlanUse> USES_SINCE = new Lookup<>(
            "SELECT u.* FROM plan p JOIN plan_use u ON u.account = p.account"
                    + " AND u.plan = p.id AND (p.period IS NULL OR u.period_start >= CASE p.period WHEN '"
                    + Period.HOUR.code() + "' THEN :hour WHEN '" + Period.DAY.code() + "' THEN :day ELSE :month END)"
                    + " WHERE p.account = :account AND p.expires_at > :since",
            List.of("account", "since", "hour", "day", "month"),
            List.of(),
            (since, values) -> {
                values.text(since.account().value());
                values.number(Columns.nanos(since.value()));
                values.number(Columns.nanos(since.value().minus(HOUR_AT_MOST)));
                values.number(Columns.nanos(since.value().minus(DAY_AT_MOST)));
                values.number(Columns.nanos(since.value().minus(MONTH_AT_MOST)));
            },
            UseTables::use);

    /** The open hours of an account, by hour and meter. */
    static final Lookup<AccountId, HourUse> OPEN_HOURS = new Lookup<>(
            "SELECT * FROM hour_use WHERE account = :account AND amount IS NULL",
            List.of("account"),
            List.of("hour", "meter"),
            UseTables::placeAccount,
            row -> new HourUse(
                    Columns.instant(row, "hour"),
                    new MeterCode(row.getString("meter")),
                    Columns.quantity(row, "quantity"),
                    Columns.quantity(row, "pay_as_you_go"),
                    Optional.empty()));

    /** Where the tiers stand in the months that may reach beyond an instant. */
    static final Lookup<Owned<Instant>, MonthUse> MONTHS_SINCE = new Lookup<>(
            "SELECT * FROM month_use WHERE account = :account AND month >= :month",
            List.of("account", "month"),
            List.of(),
            (since, values) -> {
                values.text(since.account().value());
                values.number(Columns.nanos(since.value().minus(MONTH_AT_MOST)));
            },
            row -> new MonthUse(
                    Columns.instant(row, "month"),
                    new MeterCode(row.getString("meter")),
                    Columns.quantity(row, "pay_as_you_go")));

    /** How an account's meters are billed. */
    static final Lookup<AccountId, Map.Entry<MeterCode, BillingMode>> MODES = new Lookup<>(
            "SELECT meter, mode FROM meter_mode WHERE account = :account",
            List.of("account"),
            List.of(),
            UseTables::placeAccount,
            row -> Map.entry(new MeterCode(row.getString("meter")), Modes.read(row.getString("mode"))));

    private UseTables() {}

    static void saveUses(Sessions sessions, Collection<Owned<PlanUse>> uses) {
        sessions.change(USE, uses, (owned, values) -> {
            PlanUse use = owned.value();
            Optional<Position> last = use.lastDraw();
            values.text(owned.account().value());
            values.text(use.period().plan().value());
            values.number(Columns.nanos(use.period().start()));
            values.text(use.settled().toString());
            values.text(use.taken().toString());
            values.numberOrNull(Columns.nanos(last.map(Position::hour)));
            values.numberOrNull(Columns.nanos(last.map(Position::occurredAt)));
            values.text(last.map(p -> p.id().value()).orElse(null));
        });
    }

    static void saveHours(Sessions sessions, Collection<Owned<HourUse>> hours) {
        Map<Boolean, List<Owned<HourUse>>> byBilled = hours.stream()
                .collect(Collectors.partitioningBy(h -> h.value().amount().isPresent()));
        byBilled.forEach(
                (billed, some) -> sessions.change(billed ? BILLED_HOUR : OPEN_HOUR, some, UseTables::placeHour));
    }

    private static void placeHour(Owned<HourUse> owned, RowValues values) throws SQLException {
        HourUse use = owned.value();
        values.text(owned.account().value());
        values.number(Columns.nanos(use.hour()));
        values.text(use.meter().value());
        values.text(use.quantity().toString());
        values.text(use.payAsYouGo().toString());
        values.text(use.amount().map(Money::toString).orElse(null));
    }

    static void saveMonths(Sessions sessions, Collection<Owned<MonthUse>> months) {
        sessions.change(MONTH, months, (owned, values) -> {
            MonthUse use = owned.value();
            values.text(owned.account().value());
            values.number(Columns.nanos(use.month()));
            values.text(use.meter().value());
            values.text(use.payAsYouGo().toString());
        });
    }

    static void saveModes(Sessions sessions, Collection<Owned<Map.Entry<MeterCode, BillingMode>>> modes) {
        sessions.change(MODE, modes, (owned, values) -> {
            values.text(owned.account().value());
            values.text(owned.value().getKey().value());
            values.text(owned.value().getValue().code());
        });
    }

    private static void placeAccount(AccountId account, RowValues values) throws SQLException {
        values.text(account.value());
    }

    private static PlanUse use(ResultSet row) throws SQLException {
        Optional<Instant> lastHour = Columns.optionalInstant(row, "last_hour");
        Instant lastAt = Columns.instant(row, "last_at");
        Optional<RecordId> lastId =
                Optional.ofNullable(row.getString("last_id")).map(RecordId::new);
        return new PlanUse(
                new PlanPeriod(new PlanId(row.getString("plan")), Columns.instant(row, "period_start")),
                Columns.quantity(row, "settled"),
                Columns.quantity(row, "taken"),
                lastHour.flatMap(hour -> lastId.map(id -> new Position(hour, lastAt, id))));
    }
}
