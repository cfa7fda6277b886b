package dev.planstack.domain.license;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds orders of account {@code a} without its book: what a test does not name has a plain default. */
record GivenOrder(LicenseOrderId id, List<LicensedSdk> sdks, Instant start) {

    /** The account's n-th order, with {@code "sdk/edition"} entries. */
    static GivenOrder of(int number, String... sdks) {
        return new GivenOrder(
                new LicenseOrderId(new AccountId("a"), number),
                Stream.of(sdks).map(Given::sdk).toList(),
                Instant.parse("2026-01-10T10:00:00Z"));
    }

    GivenOrder from(Instant instant) {
        return new GivenOrder(id, sdks, instant);
    }

    /** Bought at its start for a term. */
    LicenseOrder bought(String term, BillingCalendar calendar) {
        return order(Optional.of(Term.of(term)), start, calendar.plus(start, Term.of(term)));
    }

    /** Taken over at an instant. */
    LicenseOrder takenOver(Instant expiresAt, Instant at) {
        return order(Optional.empty(), at, expiresAt);
    }

    /** With validity from its start to an instant. */
    LicenseOrder until(String expiresAt) {
        return order(Optional.empty(), start, Instant.parse(expiresAt));
    }

    private LicenseOrder order(Optional<Term> term, Instant recordedAt, Instant expiresAt) {
        return new LicenseOrder(
                id,
                Optional.of(new InstanceId(id.value())),
                Optional.of(new OfferingId("o")),
                Optional.empty(),
                sdks,
                term,
                recordedAt,
                start,
                expiresAt,
                AutoRenewal.MANUAL,
                List.of());
    }

    /** An order renewed at an instant as its book would do it. */
    static LicenseOrder renewed(LicenseOrder order, String term, String grace, Instant at, BillingCalendar calendar) {
        Instant start = order.renewalStart(Term.of(term), Term.of(grace), at, calendar);
        return order.renewed(new LicenseRenewal(
                at,
                RenewedBy.MANUAL,
                Term.of(term),
                order.expiresAt(),
                start,
                order.expiryAfter(start, Term.of(term), calendar),
                Money.of("1.00", "USD"),
                order.renewals().size() + 2));
    }
}
