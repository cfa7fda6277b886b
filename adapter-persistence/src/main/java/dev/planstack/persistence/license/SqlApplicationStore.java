package dev.planstack.persistence.license;

import dev.planstack.application.license.ApplicationStore;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.persistence.shared.Filter;
import dev.planstack.persistence.shared.Sessions;
import java.util.List;
import java.util.Optional;

/** Keeps applications, one row each. */
final class SqlApplicationStore implements ApplicationStore {

    private static final String SELECT = "SELECT id AS application_id, name, package_name, bundle_id, domain,"
            + " license_key, changes FROM application";

    private final Sessions sessions;

    SqlApplicationStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Application> find(AccountId account, ApplicationId id) {
        return sessions.read(handle -> handle.createQuery(SELECT + " WHERE account = :account AND id = :id")
                .bind("account", account.value())
                .bind("id", id.value())
                .map((row, c) -> LicenseColumns.application(row))
                .findOne());
    }

    @Override
    public Page<Application> list(AccountId account, Page.Request page) {
        Filter filter = new Filter(
                SELECT, "account = ? AND id > ?", account.value(), page.after().orElse(""));
        List<Application> rows = sessions.read(handle -> filter.query(handle, "id", page.limit() + 1)
                .map((row, c) -> LicenseColumns.application(row))
                .list());
        return Page.of(rows, page, application -> application.id().value());
    }

    @Override
    public void save(AccountId account, Application application) {
        sessions.write(handle -> handle.createUpdate(
                        "INSERT INTO application (account, id, name, package_name, bundle_id, domain, license_key, changes)"
                                + " VALUES (:account, :id, :name, :package_name, :bundle_id, :domain, :license_key, :changes)"
                                + " ON CONFLICT (account, id) DO UPDATE SET name = excluded.name,"
                                + " package_name = excluded.package_name, bundle_id = excluded.bundle_id,"
                                + " domain = excluded.domain, changes = excluded.changes")
                .bind("account", account.value())
                .bind("id", application.id().value())
                .bind("name", application.name())
                .bind("package_name", application.identities().packageName().orElse(null))
                .bind("bundle_id", application.identities().bundleId().orElse(null))
                .bind("domain", application.identities().domain().orElse(null))
                .bind("license_key", application.licenseKey().value())
                .bind("changes", application.changes())
                .execute());
    }
}
