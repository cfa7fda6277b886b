package dev.planstack.application.license;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.ApplicationId;
import java.util.Optional;

/** Keeps applications. */
@DrivenPort
public interface ApplicationStore {

    /** The application of that id of the account, if there is one. */
    Optional<Application> find(AccountId account, ApplicationId id);

    /** Applications of an account by id; the cursor is the id. */
    Page<Application> list(AccountId account, Page.Request page);

    /** Keeps an application in place of the one before. */
    void save(AccountId account, Application application);
}
