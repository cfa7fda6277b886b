package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Page;
import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.license.LicenseOfferingStore} promises. */
abstract class LicenseOfferingStoreContract extends PortContract {

    private static LicenseOffering offering(String id, boolean withdrawn) {
        return new LicenseOffering(
                new OfferingId(id),
                "Player \"pro\"",
                List.of(new LicensedSdk("player", "professional"), new LicensedSdk("capture", "basic")),
                Map.of(
                        Term.of("P1M"),
                                Map.of(Samples.USD, Money.of("9.90", "USD"), Samples.JPY, Money.of("990", "JPY")),
                        Term.of("P1Y"), Map.of(Samples.USD, Money.of("99.00", "USD"))),
                withdrawn);
    }

    @Test
    void an_offering_comes_back_as_it_was_saved() {
        commit(() -> ports.licenseOfferings().save(offering("pro", false)));
        reopen();
        assertThat(see(() -> ports.licenseOfferings().find(new OfferingId("pro"))))
                .contains(offering("pro", false));
        assertThat(see(() -> ports.licenseOfferings().find(new OfferingId("Pro"))))
                .isEmpty();
    }

    @Test
    void the_last_save_replaces_the_one_before() {
        commit(() -> ports.licenseOfferings().save(offering("pro", false)));
        commit(() -> ports.licenseOfferings().save(offering("pro", true)));
        assertThat(see(() -> ports.licenseOfferings().find(new OfferingId("pro"))))
                .contains(offering("pro", true));
    }

    @Test
    void offerings_are_listed_by_id_page_by_page() {
        commit(() ->
                List.of("b", "c", "a").forEach(id -> ports.licenseOfferings().save(offering(id, false))));
        Page<LicenseOffering> first = see(() -> ports.licenseOfferings().list(new Page.Request(2, Optional.empty())));
        Page<LicenseOffering> second = see(() -> ports.licenseOfferings().list(new Page.Request(2, first.next())));
        assertThat(first.data()).containsExactly(offering("a", false), offering("b", false));
        assertThat(second.data()).containsExactly(offering("c", false));
        assertThat(second.next()).isEmpty();
    }
}
