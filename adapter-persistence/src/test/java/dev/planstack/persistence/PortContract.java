package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.domain.shared.BillingCalendar;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of all ports stand on: a storage that is opened for each test. */
abstract class PortContract {

    @TempDir
    Path folder;

    Ports ports;

    /** Opens the storage in a folder; the second time with what the first left there. */
    abstract Ports open(Path folder, BillingCalendar calendar);

    BillingCalendar calendar() {
        return BillingCalendar.DEFAULT;
    }

    @BeforeEach
    void openPorts() {
        ports = open(folder, calendar());
    }

    @AfterEach
    void closePorts() {
        ports.close();
    }

    void reopen() {
        ports.close();
        ports = open(folder, calendar());
    }

    void commit(Runnable work) {
        try (Transaction transaction = ports.transactions().begin()) {
            work.run();
            number();
            transaction.commit();
        }
    }

    <T> T inTransaction(Supplier<T> work) {
        try (Transaction transaction = ports.transactions().begin()) {
            T answer = work.get();
            number();
            transaction.commit();
            return answer;
        }
    }

    /** Ends a transaction without counting its changes: commits then have the numbers that they were saved with. */
    void number() {
        assertThat(ports.states().advance(0, false, Ports.START).commit()).isNotNegative();
    }

    <T> T see(Supplier<T> query) {
        return ports.snapshots().see(state -> query.get());
    }
}
