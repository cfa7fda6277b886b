package dev.planstack.persistence;

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
            transaction.commit();
        }
    }

    <T> T inTransaction(Supplier<T> work) {
        try (Transaction transaction = ports.transactions().begin()) {
            T answer = work.get();
            transaction.commit();
            return answer;
        }
    }

    <T> T see(Supplier<T> query) {
        return ports.snapshots().see(state -> query.get());
    }
}
