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
import dev.planstack.persistence.shared.Sessions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

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

    private static final String SAVE = "INSERT INTO license_order (account, number, instance_id, offering, application,"
            + " sdks, term, recorded_at, starts_at, first_expires_at, expires_at, renewal_mode, renewal_term)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, number) DO UPDATE"
            + " SET application = excluded.application, expires_at = excluded.expires_at,"
            + " renewal_mode = excluded.renewal_mode, renewal_term = excluded.renewal_term";

    private static final String ADD_RENEWAL = "INSERT INTO license_renewal (account, order_no, expiry_from, at,"
            + " renewed_by, term, starts_at, expiry_to, amount, currency, txn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private LicenseOrderTables() {}

    /** Writes orders that are new or changed; what one was bought as never changes. */
    public static void save(Sessions sessions, Collection<LicenseOrder> orders) {
        sessions.batch(SAVE, orders, LicenseOrderTables::bind);
    }

    private static void bind(PreparedStatement statement, LicenseOrder order) throws SQLException {
        statement.setString(1, order.id().account().value());
        statement.setLong(2, order.id().number());
        statement.setString(3, order.instanceId().map(InstanceId::value).orElse(null));
        statement.setString(4, order.offering().map(OfferingId::value).orElse(null));
        statement.setString(5, order.application().map(ApplicationId::value).orElse(null));
        statement.setString(6, LicenseColumns.sdks(order.sdks()));
        statement.setString(7, order.term().map(Term::toString).orElse(null));
        statement.setLong(8, Columns.nanos(order.recordedAt()));
        statement.setLong(9, Columns.nanos(order.startsAt()));
        statement.setLong(10, Columns.nanos(order.firstExpiresAt()));
        statement.setLong(11, Columns.nanos(order.expiresAt()));
        statement.setString(12, order.autoRenewal().mode().code());
        statement.setString(13, order.autoRenewal().term().map(Term::toString).orElse(null));
    }

    /** Adds renewals; one of an expiry that was renewed already fails (rule L5). */
    public static void addRenewals(Sessions sessions, Collection<Renewed> renewals) {
        sessions.batch(ADD_RENEWAL, renewals, (statement, renewed) -> {
            LicenseRenewal renewal = renewed.renewal();
            statement.setString(1, renewed.order().account().value());
            statement.setLong(2, renewed.order().number());
            statement.setLong(3, Columns.nanos(renewal.from()));
            statement.setLong(4, Columns.nanos(renewal.at()));
            statement.setString(5, renewal.by().code());
            statement.setString(6, renewal.term().toString());
            statement.setLong(7, Columns.nanos(renewal.startsAt()));
            statement.setLong(8, Columns.nanos(renewal.to()));
            statement.setString(9, renewal.amount().toString());
            statement.setString(10, renewal.amount().currency().getCurrencyCode());
            statement.setLong(11, renewal.transaction());
        });
    }

    /** All orders of an account, by number. */
    public static List<LicenseOrder> of(Handle handle, AccountId account) {
        return orders(handle
                .createQuery("SELECT " + COLUMNS + " FROM license_order o" + WITH_RENEWALS
                        + " WHERE o.account = :account" + IN_ORDER)
                .bind("account", account.value())
                .map((row, c) -> row(row))
                .stream());
    }

    /** An order without its renewals, and one of them. */
    record Row(LicenseOrder order, Optional<LicenseRenewal> renewal) {}

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

    /** The orders with all their renewals, from rows that lie {@link #IN_ORDER}. */
    static List<LicenseOrder> orders(Stream<Row> rows) {
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
