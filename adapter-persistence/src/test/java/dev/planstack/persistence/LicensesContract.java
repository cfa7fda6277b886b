package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.application.license.LicenseOrderQueries.Licensed;
import dev.planstack.application.license.LicenseOrderQueries.Search;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.domain.license.PlatformIdentities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What {@link dev.planstack.application.license.ApplicationStore} and {@link dev.planstack.application.license.LicenseOrderQueries}
 * promise, of orders that were kept with the books of their accounts.
 */
abstract class LicensesContract extends PortContract {

    private static final Application SHOP = Application.of(
            new ApplicationId("shop"),
            "Shop \"7\"",
            new PlatformIdentities(Optional.of("com.acme.shop"), Optional.empty(), Optional.of("acme.com")),
            new LicenseKey("lk_shop"));

    private Story story;
    private LicenseOrder bound;
    private LicenseOrder renewed;

    /** Two orders: one bound and as it was bought, the other unbound and renewed in time and late. */
    private void twoOrders() {
        story = new Story(ports, Story.ACME, 0);
        story.topUp("100.00");
        // flushes what waits of the account, which the application belongs to
        assertThat(ports.applications().find(Story.ACME, SHOP.id())).isEmpty();
        ports.applications().save(Story.ACME, SHOP);
        bound = story.license(Optional.of(SHOP.id()));
        LicenseOrder bought = story.license(Optional.empty());
        LicenseOrder inTime = story.renew(bought);
        story.pass(Duration.ofDays(90));
        renewed = story.renew(inTime);
    }

    private void tell() {
        commit(this::twoOrders);
        reopen();
    }

    private List<LicenseOrder> found(Search search) {
        List<LicenseOrder> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page.Request one = new Page.Request(1, after);
            Page<LicenseOrder> page = see(() -> ports.licenseOrders().search(search, one));
            all.addAll(page.data());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private static Search search(
            Optional<String> instance,
            Optional<String> account,
            Optional<String> application,
            Optional<Instant> before) {
        return new Search(
                instance.map(InstanceId::new),
                account.map(Samples::account),
                application.map(ApplicationId::new),
                before,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void orders_come_back_with_their_renewals_wherever_they_are_asked_for() {
        tell();
        assertThat(renewed.renewals()).hasSize(2);
        assertThat(see(() -> ports.licenseOrders().find(renewed.id()))).contains(renewed);
        assertThat(see(() -> ports.licenseOrders().find(new LicenseOrderId(Story.ACME, 9))))
                .isEmpty();
        assertThat(see(() -> ports.books().loadWhole(Story.ACME)).map(BookSnapshot::licenseOrders))
                .contains(List.of(bound, renewed));
        assertThat(inTransaction(() -> ports.books().load(Story.ACME, Ports.START))
                        .map(BookSnapshot::licenseOrders))
                .contains(List.of(bound, renewed));
    }

    @Test
    void the_search_restricts_by_what_is_given_and_pages_through() {
        tell();
        Optional<String> none = Optional.empty();
        assertThat(found(search(none, none, none, Optional.empty()))).containsExactly(bound, renewed);
        assertThat(found(search(Optional.of(renewed.id().value()), none, none, Optional.empty())))
                .containsExactly(renewed);
        assertThat(found(search(none, Optional.of("acme"), Optional.of("shop"), Optional.empty())))
                .containsExactly(bound);
        assertThat(found(search(none, Optional.of("other"), none, Optional.empty())))
                .isEmpty();
        assertThat(found(search(none, none, none, Optional.of(renewed.expiresAt()))))
                .containsExactly(bound);
        assertThat(found(new Search(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(renewed.expiresAt()),
                        Optional.of(Story.ACME))))
                .containsExactly(renewed);
        assertThatThrownBy(() -> see(() -> ports.licenseOrders()
                        .search(
                                search(none, none, none, Optional.empty()),
                                new Page.Request(1, Optional.of("nonsense")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_application_is_found_with_its_orders_by_id_and_by_license_key() {
        tell();
        Licensed licensed = new Licensed(SHOP, List.of(bound));
        assertThat(see(() -> ports.licenseOrders().find(Story.ACME, SHOP.id()))).contains(licensed);
        assertThat(see(() -> ports.licenseOrders().find(SHOP.licenseKey()))).contains(licensed);
        assertThat(see(() -> ports.licenseOrders().find(new LicenseKey("lk_other"))))
                .isEmpty();
        assertThat(see(() -> ports.licenseOrders().find(Samples.account("other"), SHOP.id())))
                .isEmpty();
    }

    @Test
    void an_application_is_replaced_and_listed() {
        tell();
        PlatformIdentities other = new PlatformIdentities(Optional.empty(), Optional.of("com.x"), Optional.empty());
        Application replaced = SHOP.replaced("Other", other);
        commit(() -> ports.applications().save(Story.ACME, replaced));
        Application second = Application.of(new ApplicationId("blog"), "Blog", other, new LicenseKey("lk_blog"));
        commit(() -> ports.applications().save(Story.ACME, second));
        assertThat(see(() -> ports.applications().find(Story.ACME, SHOP.id()))).contains(replaced);
        Page<Application> first =
                see(() -> ports.applications().list(Story.ACME, new Page.Request(1, Optional.empty())));
        assertThat(first.data()).containsExactly(second);
        assertThat(see(() -> ports.applications().list(Story.ACME, new Page.Request(9, first.next())))
                        .data())
                .containsExactly(replaced);
    }

    @Test
    void storage_itself_refuses_to_renew_an_expiry_twice() {
        commit(this::twoOrders);
        BookChanges renewal = story.saved().stream()
                .filter(changes -> !changes.licenseRenewals().isEmpty())
                .findFirst()
                .orElseThrow();
        BookChanges again = new BookChanges(
                renewal.account(),
                renewal.warnings(),
                renewal.nextDue(),
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                renewal.modes(),
                List.of(),
                List.of(),
                Map.of(),
                renewal.chain(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                renewal.licenseOrders(),
                renewal.licenseRenewals(),
                90,
                List.of());
        assertThatThrownBy(() -> commit(() -> ports.books().save(again, 90))).isInstanceOf(RuntimeException.class);
        reopen();
        assertThat(see(() -> ports.licenseOrders().find(renewed.id()))).contains(renewed);
    }
}
