package dev.planstack.persistence.license;

import dev.planstack.application.license.LicenseOrderQueries;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.persistence.license.LicenseOrderTables.Row;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Cursors;
import dev.planstack.persistence.shared.Filter;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Lists what is stored of license orders and applications. */
final class SqlLicenseOrderQueries implements LicenseOrderQueries {

    private static final String FIND = "SELECT " + LicenseOrderTables.COLUMNS + " FROM license_order o"
            + LicenseOrderTables.WITH_RENEWALS + " WHERE o.account = ? AND o.number = ?" + LicenseOrderTables.IN_ORDER;

    private static final String LICENSED =
            "SELECT a.id AS application_id, a.name, a.package_name, a.bundle_id, a.domain,"
                    + " a.license_key, a.changes, " + LicenseOrderTables.COLUMNS + " FROM application a"
                    + " LEFT JOIN license_order o ON o.account = a.account AND o.application = a.id"
                    + LicenseOrderTables.WITH_RENEWALS;

    private static final String BY_ID = LICENSED + " WHERE a.account = ? AND a.id = ?" + LicenseOrderTables.IN_ORDER;

    static final String BY_KEY = LICENSED + " WHERE a.license_key = ?" + LicenseOrderTables.IN_ORDER;

    private final Sessions sessions;

    SqlLicenseOrderQueries(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<LicenseOrder> find(LicenseOrderId id) {
        return sessions.read(handle -> LicenseOrderTables.orders(handle
                        .createQuery(FIND)
                        .bind(0, id.account().value())
                        .bind(1, id.number())
                        .map((row, c) -> LicenseOrderTables.row(row))
                        .stream())
                .stream()
                .findFirst());
    }

    @Override
    public Page<LicenseOrder> search(Search search, Page.Request page) {
        LicenseOrderId after = page.after()
                .map(cursor -> LicenseOrderId.parse(cursor).fold(id -> id, fault -> {
                    throw Cursors.unreadable(cursor);
                }))
                .orElse(new LicenseOrderId(new AccountId(""), 0));
        Filter filter = new Filter(
                "SELECT " + LicenseOrderTables.COLUMNS + " FROM (SELECT * FROM license_order",
                "(account, number) > (?, ?)",
                after.account().value(),
                after.number());
        search.instanceId().ifPresent(id -> filter.and("instance_id = ?", id.value()));
        search.account().ifPresent(account -> filter.and("account = ?", account.value()));
        search.reachable().ifPresent(account -> filter.and("account = ?", account.value()));
        search.application().ifPresent(application -> filter.and("application = ?", application.value()));
        search.expiringBefore().ifPresent(before -> filter.and("expires_at < ?", Columns.nanos(before)));
        search.expiringFrom().ifPresent(from -> filter.and("expires_at >= ?", Columns.nanos(from)));
        List<LicenseOrder> orders = sessions.read(handle -> LicenseOrderTables.orders(filter
                .query(
                        handle,
                        "account, number",
                        page.limit() + 1,
                        ") o" + LicenseOrderTables.WITH_RENEWALS + LicenseOrderTables.IN_ORDER)
                .map((row, c) -> LicenseOrderTables.row(row))
                .stream()));
        return Page.of(orders, page, order -> order.id().value());
    }

    @Override
    public Optional<Licensed> find(AccountId account, ApplicationId application) {
        return licensed(BY_ID, account.value(), application.value());
    }

    @Override
    public Optional<Licensed> find(LicenseKey key) {
        return licensed(BY_KEY, key.value());
    }

    /** An application, and one of its orders with one of its renewals. */
    private record LicensedRow(Application application, Optional<Row> order) {}

    private Optional<Licensed> licensed(String sql, String... values) {
        List<LicensedRow> rows = sessions.query(
                sql,
                statement -> {
                    for (int i = 0; i < values.length; i++) {
                        statement.setString(i + 1, values[i]);
                    }
                },
                SqlLicenseOrderQueries::licensedRow);
        return rows.stream()
                .findFirst()
                .map(first -> new Licensed(
                        first.application(),
                        LicenseOrderTables.orders(rows.stream().flatMap(row -> row.order().stream()))));
    }

    private static LicensedRow licensedRow(ResultSet row) throws SQLException {
        return new LicensedRow(
                LicenseColumns.application(row),
                row.getString("account") == null ? Optional.empty() : Optional.of(LicenseOrderTables.row(row)));
    }
}
