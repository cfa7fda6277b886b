package dev.planstack.bootstrap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.planstack.bootstrap.verify.MoneyCheck.Posting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Invariant 6: expiries never move back, and each renewal was charged for once. */
class LicenseCheckTest {

    private static final String ORDER =
            "{'kind':'license-order','number':1,'firstExpiresAt':'2026-02-01T00:00:00Z','expiresAt':'%s'}";

    private final List<String> found = new ArrayList<>();
    private final LicenseCheck check = new LicenseCheck("acme", new Report(found::add));

    private static Line line(String json) {
        try {
            return new Line(1, new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Line order(String expiresAt) {
        return line(ORDER.replace("%s", expiresAt));
    }

    private static Line renewal(String from, String to, int transaction) {
        return line("{'kind':'renewal','order':1,'from':'" + from + "','to':'" + to
                + "','at':'2026-01-20T00:00:00Z','amount':'9.00','transaction':" + transaction + "}");
    }

    private static Posting charge(long number, String amount, String reference) {
        return new Posting(
                number,
                "renewal",
                new BigDecimal(amount),
                BigDecimal.ZERO,
                Instant.parse("2026-01-20T00:00:00Z"),
                Optional.of(reference));
    }

    private List<String> end(Posting... postings) {
        check.end(List.of(postings), Set.of("plan-000000001"));
        return found;
    }

    @Test
    void an_order_renewed_twice_and_charged_twice_is_right() {
        check.order(order("2026-04-01T00:00:00Z"));
        check.renewal(renewal("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", 4));
        check.renewal(renewal("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", 6));
        assertThat(end(
                        charge(4, "-9.00", "order-1"),
                        charge(5, "-1.00", "plan-000000001"),
                        charge(6, "-9.00", "order-1")))
                .isEmpty();
    }

    @Test
    void a_renewal_that_was_not_charged_for_is_found() {
        check.order(order("2026-03-01T00:00:00Z"));
        check.renewal(renewal("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", 4));
        assertThat(end())
                .containsExactly(
                        "invariant 6: account acme: a renewal of order 1 at 2026-01-20T00:00:00Z was not charged for");
    }

    @Test
    void a_charge_without_a_renewal_or_of_another_amount_is_found() {
        check.order(order("2026-03-01T00:00:00Z"));
        check.renewal(renewal("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", 4));
        assertThat(end(charge(4, "-8.00", "order-1"), charge(5, "-9.00", "order-1")))
                .containsExactly(
                        "invariant 6: account acme: transaction 4 charges for no renewal",
                        "invariant 6: account acme: transaction 5 charges for no renewal");
    }

    @Test
    void two_renewals_of_one_charge_are_found() {
        check.order(order("2026-04-01T00:00:00Z"));
        check.renewal(renewal("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", 4));
        check.renewal(renewal("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", 4));
        assertThat(end(charge(4, "-9.00", "order-1")))
                .hasSize(1)
                .first()
                .asString()
                .contains("as another one was");
    }

    @Test
    void an_expiry_that_moves_back_or_jumps_is_found() {
        check.order(order("2026-01-01T00:00:00Z"));
        check.renewal(renewal("2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z", 4));
        check.order(order("2026-06-01T00:00:00Z"));
        check.renewal(renewal("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z", 5));
        assertThat(end(charge(4, "-9.00", "order-1"), charge(5, "-9.00", "order-1")))
                .hasSize(3)
                .anyMatch(v -> v.contains("moves the expiry back"))
                .anyMatch(v -> v.contains("extends 2026-03-01T00:00:00Z, but the order ended 2026-02-01T00:00:00Z"))
                .anyMatch(v -> v.contains("order 1 expires at 2026-06-01T00:00:00Z, but its terms end"));
    }
}
