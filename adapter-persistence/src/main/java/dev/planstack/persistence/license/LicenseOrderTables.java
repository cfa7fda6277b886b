package dev.planstack.persistence.license;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.AutoRenewal;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicenseBook.Renewed;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.domain.license.LicenseRenewal;
import dev.planstack.domain.license.RenewalMode;
import dev.planstack.domain.license.RenewedBy;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Lookup;
import dev.planstack.persistence.shared.RowValues;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of license orders and their renewals, which are written with the books of accounts. */
public final class LicenseOrderTables {

    /** What an order and one of its renewals are read from. */
    static final String COLUMNS = "o.account, o.number, o.instance_id, o.offering, o.application, o.sdks, o.term,"
            + " o.recorded_at, o.starts_at, o.first_expires_at, o.renewal_mode, o.renewal_term, r.expiry_from, r.at,"
            + " r.renewed_by, r.term AS added_term, r.starts_at AS added_starts_at, r.expiry_to, r.amount, r.currency,"
            + " r.txn";

    /** Each order comes once for each of its renewals, or once. */
    static final String WITH_RENEWALS =
            " LEFT JOIN license_renewal r ON r.account = o.account AND r.order_no = o.number";

    /** The order in which {@link #orders} takes the rows. */
    static final String IN_ORDER = " ORDER BY o.account, o.number, r.expiry_from";

    private static final Insert SAVE = new Insert(
            "license_order (account, number, instance_id, offering, application, sdks, term, recorded_at, starts_at,"
                    + " first_expires_at, expires_at, renewal_mode, renewal_term)",
            13,
            "(account, number) DO UPDATE SET application = excluded.application, expires_at = excluded.expires_at,"
                    + " renewal_mode = excluded.renewal_mode, renewal_term = excluded.renewal_term");

    private static final Insert ADD_RENEWAL = new Insert(
            "license_renewal (account, order_no, expiry_from, at, renewed_by, term, starts_at, expiry_to, amount,"
                    + " currency, txn)",
            11,
            "");

    /** All orders of an account, in the order in which {@link #orders} takes the rows. */
    public static final Lookup<AccountId, Row> OF = new Lookup<>(
            "SELECT " + COLUMNS + " FROM license_order o" + WITH_RENEWALS + " WHERE o.account = :account",
            List.of("account"),
            List.of("number", "expiry_from"),
            (account, values) -> values.text(account.value()),
            LicenseOrderTables::row);

    private LicenseOrderTables() {}

    /** Writes orders that are new or changed; what one was bought as never changes. */
    public static void save(Sessions sessions, Collection<LicenseOrder> orders) {
        sessions.change(SAVE, orders, LicenseOrderTables::place);
    }

    private static void place(LicenseOrder order, RowValues values) throws SQLException {
        values.text(order.id().account().value());
        values.number(order.id().number());
        values.text(order.instanceId().map(InstanceId::value).orElse(null));
        values.text(order.offering().map(OfferingId::value).orElse(null));
        values.text(order.application().map(ApplicationId::value).orElse(null));
        values.text(LicenseColumns.sdks(order.sdks()));
        values.text(order.term().map(Term::toString).orElse(null));
        values.number(Columns.nanos(order.recordedAt()));
        values.number(Columns.nanos(order.startsAt()));
        values.number(Columns.nanos(order.firstExpiresAt()));
        values.number(Columns.nanos(order.expiresAt()));
        values.text(order.autoRenewal().mode().code());
        values.text(order.autoRenewal().term().map(Term::toString).orElse(null));
    }

    /** Adds renewals; one of an expiry that was renewed already fails (rule L5). */
    public static void addRenewals(Sessions sessions, Collection<Renewed> renewals) {
        sessions.change(ADD_RENEWAL, renewals, (renewed, values) -> {
            LicenseRenewal renewal = renewed.renewal();
            values.text(renewed.order().account().value());
            values.number(renewed.order().number());
            values.number(Columns.nanos(renewal.from()));
            values.number(Columns.nanos(renewal.at()));
            values.text(renewal.by().code());
            values.text(renewal.term().toString());
            values.number(Columns.nanos(renewal.startsAt()));
            values.number(Columns.nanos(renewal.to()));
            values.text(renewal.amount().toString());
            values.text(renewal.amount().currency().getCurrencyCode());
            values.number(renewal.transaction());
        });
    }

    /** An order without its renewals, and one of them. */
    public record Row(LicenseOrder order, Optional<LicenseRenewal> renewal) {}

    static Row row(ResultSet row) throws SQLException {
        LicenseOrder order = new LicenseOrder(
                new LicenseOrderId(new AccountId(row.getString("account")), row.getLong("number")),
                Optional.ofNullable(row.getString("instance_id")).map(InstanceId::new),
                Optional.ofNullable(row.getString("offering")).map(OfferingId::new),
                Optional.ofNullable(row.getString("application")).map(ApplicationId::new),
                LicenseColumns.sdks(row),
                Optional.ofNullable(row.getString("term")).map(Term::of),
                Columns.instant(row, "recorded_at"),
                Columns.instant(row, "starts_at"),
                Columns.instant(row, "first_expires_at"),
                new AutoRenewal(
                        RenewalMode.valueOf(row.getString("renewal_mode").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.getString("renewal_term")).map(Term::of)),
                List.of());
        return new Row(order, row.getString("added_term") == null ? Optional.empty() : Optional.of(renewal(row)));
    }

    private static LicenseRenewal renewal(ResultSet row) throws SQLException {
        return new LicenseRenewal(
                Columns.instant(row, "at"),
                RenewedBy.valueOf(row.getString("renewed_by").toUpperCase(Locale.ROOT)),
                Term.of(row.getString("added_term")),
                Columns.instant(row, "expiry_from"),
                Columns.instant(row, "added_starts_at"),
                Columns.instant(row, "expiry_to"),
                Columns.money(row, "amount", Columns.currency(row, "currency")),
                row.getLong("txn"));
    }

    /** The orders with all their renewals, from rows that lie in order. */
    public static List<LicenseOrder> orders(Stream<Row> rows) {
        List<LicenseOrder> orders = new ArrayList<>();
        rows.forEach(row -> {
            boolean first = orders.isEmpty()
                    || !orders.get(orders.size() - 1).id().equals(row.order().id());
            LicenseOrder order = first ? row.order() : orders.remove(orders.size() - 1);
            orders.add(row.renewal().map(order::renewed).orElse(order));
        });
        return orders;
    }
}
