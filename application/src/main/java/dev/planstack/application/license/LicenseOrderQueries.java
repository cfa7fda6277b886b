package dev.planstack.application.license;

import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.QueryPort;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicenseOrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What storage tells of license orders; they are kept with the books of their accounts. */
@QueryPort
public interface LicenseOrderQueries {

    /**
     * Which orders are asked for.
     *
     * @param instanceId only those with it
     * @param account only those of it
     * @param application only those bound to one of that id
     * @param expiringBefore only those that expire before it
     * @param expiringFrom only those that expire at it or later
     * @param reachable only those of it, which is all that the caller may see
     */
    record Search(
            Optional<InstanceId> instanceId,
            Optional<AccountId> account,
            Optional<ApplicationId> application,
            Optional<Instant> expiringBefore,
            Optional<Instant> expiringFrom,
            Optional<AccountId> reachable) {}

    /**
     * An application with the orders that are bound to it.
     *
     * @param application the application
     * @param bound its orders, by id
     */
    record Licensed(Application application, List<LicenseOrder> bound) {

        /** Keeps a copy. */
        public Licensed {
            bound = List.copyOf(bound);
        }
    }

    /** The order of that id, if there is one. */
    Optional<LicenseOrder> find(LicenseOrderId id);

    /** Orders by account and number; the cursor is the order's id. */
    Page<LicenseOrder> search(Search search, Page.Request page);

    /** The application of that id of the account with its orders, if there is one. */
    Optional<Licensed> find(AccountId account, ApplicationId application);

    /** The application with a license key, if there is one; found by index, in one read. */
    Optional<Licensed> find(LicenseKey key);
}
