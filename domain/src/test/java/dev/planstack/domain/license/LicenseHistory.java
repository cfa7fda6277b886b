package dev.planstack.domain.license;

import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A seeded random life of one account's license orders: bought, taken over, renewed in time, late and twice, bound, set to renew
 * themselves, while money comes and goes, offerings are withdrawn and the account falls overdue. What is asked for is drawn
 * ahead, so that one life can be lived in several ways.
 */
final class LicenseHistory {

    private static final List<String> ZONES =
            List.of("Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York", "Pacific/Apia", "Africa/Casablanca");
    private static final List<Instant> STARTS = List.of(
            Instant.parse("2026-01-30T18:30:00Z"),
            Instant.parse("2026-03-01T07:30:00Z"),
            Instant.parse("2028-02-29T13:00:00Z"),
            Instant.parse("2026-09-25T15:45:00Z"),
            Instant.parse("2011-12-20T18:00:00Z"));
    private static final List<String> TERMS = List.of("P1M", "P1M", "P3M", "P10D", "P1D", "PT20H");
    private static final List<RenewalMode> MODES = List.of(RenewalMode.AUTO, RenewalMode.MANUAL, RenewalMode.NONE);
    private static final int STEPS = 60;

    /** Something that is asked for, by numbers that pick what and of which order. */
    private record Wish(Instant at, int what, int order, int term, int mode) {}

    /** How time passes between two wishes. */
    interface Course {
        void advance(LicenseDriver driver, Instant to);
    }

    final LicenseDriver driver;

    /** What came of each wish. */
    final List<String> answers = new ArrayList<>();

    /** What came of renewals that were asked for twice: {@code done then EXPIRY_CHANGED}. */
    final List<String> repeated = new ArrayList<>();

    private final List<Wish> wishes = new ArrayList<>();

    LicenseHistory(long seed) {
        Random random = new Random(seed);
        Instant start = STARTS.get(random.nextInt(STARTS.size()));
        driver = new LicenseDriver(
                ZONES.get(random.nextInt(ZONES.size())),
                random.nextBoolean() ? "PT0S" : "P4D",
                start,
                Given.licenses(
                        "suite",
                        List.of("player/pro", "live/basic"),
                        "P1M=7.00",
                        "P3M=18.50",
                        "P10D=3.00",
                        "P1D=0.40",
                        "PT20H=0.35"),
                Given.licenses("player", List.of("player/basic"), "P1M=2.00", "P10D=0.90"));
        driver.topUp("40.00");
        Instant at = start;
        for (int i = 0; i < STEPS; i++) {
            at = at.plusSeconds(
                    switch (random.nextInt(4)) {
                        case 0 -> 0;
                        case 1 -> random.nextInt(7_200);
                        case 2 -> random.nextInt(3 * 86_400);
                        default -> random.nextInt(15 * 86_400);
                    });
            wishes.add(new Wish(
                    at, random.nextInt(16), random.nextInt(1_000), random.nextInt(TERMS.size()), random.nextInt(3)));
        }
    }

    int length() {
        return wishes.size();
    }

    /** Grants the next wish of the account, after the time until then has passed. */
    void step(int number, Course course) {
        Wish wish = wishes.get(number);
        course.advance(driver, wish.at());
        driver.at(wish.at());
        List<LicenseOrder> orders = driver.orders();
        if (wish.what() < 3 || orders.isEmpty()) {
            answers.add(LicenseDriver.told(driver.tryToBuy(
                    wish.order() % 3 == 0 ? "player" : "suite", term(wish), application(wish), auto(wish))));
        } else {
            answers.add(LicenseDriver.told(ofOrder(wish, orders.get(wish.order() % orders.size()))));
        }
    }

    private Outcome<?> ofOrder(Wish wish, LicenseOrder order) {
        Optional<RenewalMode> mode = Optional.of(auto(wish).mode()).filter(m -> wish.order() % 2 == 0);
        return switch (wish.what()) {
            case 3 -> driver.tryToTakeOver(foreign(wish));
            case 4, 5, 6 -> driver.tryToRenew(order.id(), term(wish), order.expiresAt(), mode);
            case 7 -> {
                String first = LicenseDriver.told(driver.tryToRenew(order.id(), term(wish), order.expiresAt(), mode));
                Outcome<LicenseOrder> second = driver.tryToRenew(order.id(), term(wish), order.expiresAt(), mode);
                repeated.add(first + " then " + LicenseDriver.told(second));
                yield second;
            }
            case 8, 9, 10 -> driver.trySet(order.id(), auto(wish));
            case 11 -> driver.tryToBind(order.id(), application(wish).orElse(new ApplicationId("app")));
            case 12 -> {
                String offering = wish.order() % 3 == 0 ? "player" : "suite";
                driver.withdraw(offering, wish.mode() == 0);
                yield Outcome.done(offering);
            }
            case 13 -> {
                driver.setCreditLimit(wish.mode() == 0 ? "0.00" : "5.00");
                yield Outcome.done(order);
            }
            default -> driver.tryToTopUp(1 + wish.order() % 12 + ".00");
        };
    }

    private ForeignOrder foreign(Wish wish) {
        Instant startsAt = wish.at().minusSeconds(86_400L * (wish.order() % 40 - 10));
        return new ForeignOrder(
                Optional.of(new InstanceId("a.order-00000000" + wish.order() % 10))
                        .filter(id -> wish.mode() > 0),
                List.of(Given.sdk("live/basic")),
                startsAt,
                driver.calendar.plus(startsAt, Term.of(term(wish))),
                Optional.of(new OfferingId("suite")).filter(id -> wish.order() % 4 > 0),
                application(wish));
    }

    private static String term(Wish wish) {
        return TERMS.get(wish.term());
    }

    private static Optional<ApplicationId> application(Wish wish) {
        return Optional.of(new ApplicationId("app" + wish.order() % 2)).filter(a -> wish.order() % 5 > 1);
    }

    private static AutoRenewal auto(Wish wish) {
        return AutoRenewal.of(MODES.get(wish.mode()), Term.of(wish.order() % 2 == 0 ? "P1M" : "P10D"));
    }
}
