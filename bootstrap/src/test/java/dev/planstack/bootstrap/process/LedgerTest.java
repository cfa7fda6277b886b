package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong is seen: the control of all tests that hold a ledger against an export. */
class LedgerTest {

    private static final String USAGE = "{\"kind\":\"usage\",\"account\":\"a\",\"id\":\"u1\",\"quantity\":\"1.5\"}";
    private static final String TOP_UP =
            "{\"kind\":\"transaction\",\"account\":\"a\",\"type\":\"top-up\",\"reference\":\"t1\",\"amount\":\"7\"}";
    private static final String KEY =
            "{\"kind\":\"idempotency-key\",\"account\":\"a\",\"path\":\"/v1/accounts/a/plans\",\"value\":\"p1\"}";
    private static final String PLAN = "{\"kind\":\"plan\",\"account\":\"a\",\"id\":\"plan-000000001\"}";
    private static final String RENEWAL_KEY =
            "{\"kind\":\"idempotency-key\",\"account\":\"a\",\"path\":\"/v1/license-orders/a.order-000000001/renewals\",\"value\":\"r1\"}";
    private static final String RENEWAL = "{\"kind\":\"renewal\",\"account\":\"a\",\"order\":1}";
    private static final List<String> GOOD = List.of(USAGE, PLAN, TOP_UP, KEY, RENEWAL_KEY, RENEWAL);

    private final Ledger ledger = new Ledger();

    @BeforeEach
    void write() {
        ledger.sending("u1", Ledger.Entry.of(Ledger.Kind.USAGE, "a", "1.50"));
        ledger.sending("t1", Ledger.Entry.of(Ledger.Kind.TOP_UP, "a", "7.00"));
        ledger.sending("p1", Ledger.Entry.of(Ledger.Kind.PURCHASE, "a", "0"));
        ledger.sending("r1", Ledger.Entry.of(Ledger.Kind.RENEWAL, "a", "0"));
        ledger.sending("u2", Ledger.Entry.of(Ledger.Kind.USAGE, "a", "2"));
        List.of("u1", "t1", "p1", "r1").forEach(ledger::acknowledged);
    }

    private static List<String> with(String line) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.add(line);
        return lines;
    }

    private static List<String> without(String line) {
        return GOOD.stream().filter(l -> !l.equals(line)).toList();
    }

    @Test
    void everything_acknowledged_once_is_good() {
        assertThat(ledger.faults(GOOD)).isEmpty();
    }

    @Test
    void what_was_sent_and_not_acknowledged_may_be_there() {
        assertThat(ledger.faults(with(USAGE.replace("u1", "u2").replace("1.5", "2"))))
                .isEmpty();
    }

    @Test
    void what_was_acknowledged_and_is_missing_is_found() {
        GOOD.forEach(line -> assertThat(ledger.faults(without(line))).isNotEmpty());
    }

    @Test
    void what_is_there_twice_is_found() {
        GOOD.forEach(line -> assertThat(ledger.faults(with(line))).isNotEmpty());
    }

    @Test
    void what_was_never_sent_is_found() {
        assertThat(ledger.faults(with(USAGE.replace("u1", "u3")))).isNotEmpty();
    }

    @Test
    void what_is_kept_otherwise_than_it_was_sent_is_found() {
        assertThat(ledger.faults(List.of(USAGE.replace("1.5", "1.4"), PLAN, TOP_UP, KEY)))
                .isNotEmpty();
        assertThat(ledger.faults(List.of(USAGE, PLAN, TOP_UP.replace("\"a\"", "\"b\""), KEY)))
                .isNotEmpty();
    }

    @Test
    void what_was_acknowledged_later_may_be_missing() {
        long before = System.nanoTime();
        ledger.acknowledged("u2");
        assertThat(ledger.faults(GOOD)).isNotEmpty();
        assertThat(ledger.faults(GOOD, before)).isEmpty();
    }
}
