package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often the way to PostgreSQL and back is gone, which is most of what a short statement costs. */
class PostgresRoundTripsTest {

    /** Tells of each message to the server; what follows a "Sync" waits for the answer to it. */
    private static final Logger MESSAGES = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

    private static final class Syncs extends Handler {

        private final Thread thread = Thread.currentThread();
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void publish(LogRecord message) {
            if (Thread.currentThread().equals(thread) && message.getMessage().equals(" FE=> Sync")) {
                count.incrementAndGet();
            }
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static int roundTrips(Runnable work) {
        Syncs syncs = new Syncs();
        MESSAGES.setLevel(Level.FINEST);
        MESSAGES.setUseParentHandlers(false);
        MESSAGES.addHandler(syncs);
        try {
            work.run();
            return syncs.count.get();
        } finally {
            MESSAGES.removeHandler(syncs);
            MESSAGES.setLevel(null);
            MESSAGES.setUseParentHandlers(true);
        }
    }

    @Test
    void the_books_of_a_commit_are_read_in_two() {
        List<AccountId> accounts =
                IntStream.range(0, 20).mapToObj(i -> Samples.account("a" + i)).toList();
        Map<AccountId, Instant> openSince =
                accounts.stream().collect(Collectors.toMap(Function.identity(), account -> Ports.START));
        try (Ports ports = Ports.at(PostgresDatabases.location(PostgresDatabases.fresh()), BillingCalendar.DEFAULT)) {
            try (Transaction transaction = ports.transactions().begin()) {
                for (AccountId account : accounts) {
                    new Story(ports, account, 0).use("r", Samples.TRAFFIC, "2", "2026-01-10T10:20:00Z");
                }
                assertThat(ports.states().advance(2, false, Ports.START).commit())
                        .isEqualTo(2);
                transaction.commit();
            }
            // the first time each statement is described, which must not take ways of its own either
            for (int time = 1; time <= 3; time++) {
                try (Transaction transaction = ports.transactions().begin()) {
                    assertThat(transaction.id()).isPositive();
                    int ways = roundTrips(
                            () -> assertThat(ports.books().loadAll(openSince)).hasSize(accounts.size()));
                    assertThat(ways).as("time %s", time).isEqualTo(2);
                }
            }
        }
    }
}
