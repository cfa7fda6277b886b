package dev.planstack.application.license;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.shared.Chance;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.PlatformIdentities;
import dev.planstack.domain.shared.Outcome;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Applications, what they are licensed for, and their license keys (rules L2, L8, L11). */
public final class Applications {

    private static final int KEY_BYTES = 24;

    private final Writer writer;
    private final Reads reads;
    private final ApplicationStore stored;
    private final LicenseOrderQueries queries;
    private final AccountQueries accounts;
    private final Chance chance;

    /** Applications that {@code writer} keeps; their license keys come from {@code chance}. */
    public Applications(
            Writer writer,
            Reads reads,
            ApplicationStore stored,
            LicenseOrderQueries queries,
            AccountQueries accounts,
            Chance chance) {
        this.writer = writer;
        this.reads = reads;
        this.stored = stored;
        this.queries = queries;
        this.accounts = accounts;
        this.chance = chance;
    }

    /** Creates an application, with its license key, or says anew what it is called and known by. */
    public CompletableFuture<Committed<Outcome<Put<ApplicationView>>>> put(
            AccountId account, ApplicationId id, String name, PlatformIdentities identities) {
        return writer.submit(account, turn -> {
            Optional<AccountBook> book = turn.book(account);
            if (book.isEmpty()) {
                return Refusals.notFound("account", account);
            }
            Optional<Application> before = stored.find(account, id);
            Application after = before.map(application -> application.replaced(name, identities))
                    .orElseGet(() -> Application.of(id, name, identities, newKey()));
            stored.save(account, after);
            turn.change();
            ApplicationView view = ApplicationView.of(after, boundTo(book.get(), id), turn.now());
            return Outcome.done(new Put<>(view, before.isEmpty()));
        });
    }

    private LicenseKey newKey() {
        return new LicenseKey("lk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(chance.bytes(KEY_BYTES)));
    }

    private static List<LicenseOrder> boundTo(AccountBook book, ApplicationId id) {
        return book.licenses().orders().stream()
                .filter(order -> order.application().equals(Optional.of(id)))
                .toList();
    }

    /** The application as it stands. */
    public Committed<Optional<ApplicationView>> find(AccountId account, ApplicationId id) {
        return reads.see(moment -> queries.find(account, id)
                .map(licensed -> ApplicationView.of(licensed.application(), licensed.bound(), moment.now())));
    }

    /** Applications of an account by id; empty if there is no such account. */
    public Committed<Optional<Page<ApplicationView>>> list(AccountId account, Page.Request page) {
        return reads.see(moment -> accounts.find(account)
                .map(found -> stored.list(account, page).map(application -> view(account, application, moment))));
    }

    private ApplicationView view(AccountId account, Application application, Reads.Moment moment) {
        List<LicenseOrder> bound = queries.find(account, application.id())
                .map(LicenseOrderQueries.Licensed::bound)
                .orElse(List.of());
        return ApplicationView.of(application, bound, moment.now());
    }
}
