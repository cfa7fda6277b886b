package dev.planstack.persistence.shared;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.Snapshots;
import dev.planstack.application.shared.Transactions;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.domain.shared.BillingCalendar;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open transaction or snapshot of each thread, through which everything is read and written.
 *
 * <p>Transactions are begun and ended by statements of our own on a connection in autocommit mode: after a full disk SQLite
 * has rolled back by itself, and a driver that believes itself inside a transaction would go on and commit row by row. For
 * the same reason a connection on which anything failed is thrown away.
 */
public final class Sessions implements Transactions, Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Engine engine;
    private final Readers readers;
    private final BillingCalendar calendar;
    private final List<Buffer> buffers = new ArrayList<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    // not static: it is of this database alone, which lives as long as the process
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Bound> bound = new ThreadLocal<>();

    // of whoever holds `writing`
    private Optional<KeptConnection> writer;

    Sessions(Engine engine, KeptConnection writer, BillingCalendar calendar) {
        this.engine = engine;
        this.writer = Optional.of(writer);
        this.readers = new Readers(engine);
        this.calendar = calendar;
    }

    private sealed interface Bound permits Writing, Reading {

        KeptConnection connection();
    }

    private record Reading(KeptConnection connection) implements Bound {}

    /** Something that the connection itself does. */
    @FunctionalInterface
    private interface Step {

        void run(KeptConnection connection) throws SQLException;
    }

    /** What the database's SQL is like. */
    public Dialect dialect() {
        return engine.dialect();
    }

    /** Has changes that wait in memory written with each transaction, or forgotten with it. */
    public void register(Buffer buffer) {
        buffers.add(buffer);
    }

    @Override
    public Transaction begin() {
        refuseNesting();
        if (!writing.compareAndSet(false, true)) {
            throw new IllegalStateException("a transaction is open on another thread");
        }
        try {
            long id = beginWriting();
            Writing session = new Writing(writer.orElseThrow(), id);
            bound.set(session);
            return session;
        } catch (SQLException e) {
            throwAway();
            writing.set(false);
            throw engine.failure(e);
        } catch (RuntimeException e) {
            throwAway();
            writing.set(false);
            throw e;
        }
    }

    /** On a new connection if the one kept was cut while it was not in use. Says the id of the transaction. */
    private long beginWriting() throws SQLException {
        if (writer.isPresent()) {
            try {
                return writer.get().begin();
            } catch (SQLException e) {
                if (!engine.isLostConnection(e)) {
                    throw e;
                }
                LOG.info("the connection that writes was lost; opening another one");
                throwAway();
            }
        }
        KeptConnection fresh = engine.writer();
        writer = Optional.of(fresh);
        return fresh.begin();
    }

    private void throwAway() {
        writer.ifPresent(KeptConnection::throwAway);
        writer = Optional.empty();
    }

    private void refuseNesting() {
        if (bound.get() != null) {
            throw new IllegalStateException("a transaction or snapshot is open on this thread");
        }
    }

    @Override
    public <T> T see(Function<ServiceState, T> query) {
        refuseNesting();
        try {
            return snapshot(readers.begin(calendar), query);
        } catch (SQLException | JdbiException e) {
            throw engine.failure(e);
        }
    }

    private <T> T snapshot(Readers.Snapshot snapshot, Function<ServiceState, T> query) {
        KeptConnection connection = snapshot.connection();
        bound.set(new Reading(connection));
        boolean sound = true;
        try {
            return query.apply(snapshot.state());
        } catch (JdbiException | Unavailable e) {
            sound = false;
            throw e;
        } finally {
            bound.remove();
            if (sound) {
                end(connection);
            } else {
                readers.throwAway(connection);
            }
        }
    }

    private void end(KeptConnection connection) {
        try {
            // nothing was written: this only lets go of what was seen
            connection.rollback();
            readers.giveBack(connection);
        } catch (SQLException e) {
            LOG.warn("a connection that failed to end its snapshot is closed", e);
            readers.throwAway(connection);
        }
    }

    /**
     * Reads in the open transaction or snapshot, everything kept so far included.
     *
     * @throws IllegalStateException if none is open
     */
    public <T> T read(Sql.Work<T> work) {
        if (bound.get() instanceof Writing w) {
            w.flush();
        }
        return readWritten(work);
    }

    /** As {@link #read}, without what still waits in buffers. */
    public <T> T readWritten(Sql.Work<T> work) {
        Bound session = boundHere();
        return session instanceof Writing w ? w.run(work) : run(session, work);
    }

    private Bound boundHere() {
        Bound session = bound.get();
        if (session == null) {
            throw new IllegalStateException("no transaction or snapshot is open on this thread");
        }
        return session;
    }

    private <T> T run(Bound session, Sql.Work<T> work) {
        try {
            return work.run(session.connection().handle());
        } catch (SQLException | JdbiException e) {
            throw engine.failure(e);
        }
    }

    /**
     * Writes in the open transaction.
     *
     * @throws IllegalStateException if none is open on this thread
     */
    public void write(Sql.Action action) {
        writingHere().act(action);
    }

    /** A query of the hot path, without what still waits in buffers. */
    public <T> List<T> query(String sql, Sql.Parameters parameters, Sql.RowReader<T> reader) {
        return readWritten(handle -> rows(boundHere().connection().prepared(sql), parameters, reader));
    }

    /**
     * Answers questions, without what still waits in buffers; where a server is asked, in one way there and back. So the keys of
     * all of them must be few enough to be on their way while nobody takes the answers: tens of kilobytes.
     */
    public void answer(List<Question<?, ?>> questions) {
        List<Question<?, ?>> unused = readWritten(handle -> {
            boundHere().connection().answer(questions);
            return questions;
        });
    }

    private static <T> List<T> rows(PreparedStatement statement, Sql.Parameters parameters, Sql.RowReader<T> reader)
            throws SQLException {
        parameters.set(statement);
        try (ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    /** Runs a statement of the hot path once for each row. */
    public <T> void batch(String sql, Collection<T> rows, Sql.Binder<? super T> binder) {
        writingHere().onConnection(connection -> connection.batch(sql, rows, binder));
    }

    /** Changes rows, many with each statement. */
    public <T> void change(Change change, Collection<T> rows, Sql.Placer<? super T> placer) {
        writingHere().onConnection(connection -> connection.change(change, rows, placer));
    }

    /** As {@link #change(Change, Collection, Sql.Placer)}, where databases differ. */
    public <T> void change(PerDialect<? extends Change> change, Collection<T> rows, Sql.Placer<? super T> placer) {
        change(change.in(dialect()), rows, placer);
    }

    /**
     * Writes all that is kept so far, then has the transaction's changes numbered, then writes what waited for that.
     *
     * @param numbering numbers them and answers with the state that comes of it
     */
    ServiceState number(long changes, Supplier<ServiceState> numbering) {
        writingHere().flush();
        ServiceState after = numbering.get();
        buffers.forEach(buffer -> buffer.number(after.commit() - changes));
        return after;
    }

    BillingCalendar calendar() {
        return calendar;
    }

    /** Refuses what may be done in a transaction only. */
    public void requireWriting() {
        writingHere().requireSound();
    }

    /** Whether a transaction is open on this thread. */
    public boolean isWriting() {
        return bound.get() instanceof Writing;
    }

    private Writing writingHere() {
        if (bound.get() instanceof Writing session) {
            return session;
        }
        throw new IllegalStateException("no transaction is open on this thread");
    }

    /** Closes all connections. No transaction may be open. */
    void close() throws SQLException {
        if (!writing.compareAndSet(false, true)) {
            throw new IllegalStateException("a transaction is open");
        }
        readers.close();
        if (writer.isPresent()) {
            writer.get().close();
        }
    }

    /** The one open transaction. */
    private final class Writing implements Bound, Transaction {

        private final KeptConnection connection;
        private final long id;
        private Optional<RuntimeException> failure = Optional.empty();
        private boolean open = true;

        Writing(KeptConnection connection, long id) {
            this.connection = connection;
            this.id = id;
        }

        @Override
        public KeptConnection connection() {
            return connection;
        }

        @Override
        public long id() {
            return id;
        }

        <T> T run(Sql.Work<T> work) {
            requireSound();
            try {
                return work.run(connection.handle());
            } catch (SQLException | JdbiException e) {
                throw failed(e);
            }
        }

        void act(Sql.Action action) {
            requireSound();
            try {
                action.run(connection.handle());
            } catch (SQLException | JdbiException e) {
                throw failed(e);
            }
        }

        /** What waits to be sent together goes on waiting, other than with {@link #act}. */
        void onConnection(Step step) {
            requireSound();
            try {
                step.run(connection);
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        void requireSound() {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        private RuntimeException failed(Exception e) {
            return failed(engine.failure(e));
        }

        private RuntimeException failed(Unavailable unavailable) {
            failure = Optional.of(unavailable);
            return unavailable;
        }

        void flush() {
            buffers.forEach(Buffer::flush);
        }

        @Override
        public void commit() {
            if (!open || bound.get() != this) {
                throw new IllegalStateException("the transaction is not open on this thread");
            }
            flush();
            requireSound();
            if (!buffers.stream().allMatch(Buffer::isEmpty)) {
                throw new IllegalStateException("changes wait for their numbers");
            }
            try {
                connection.commit();
                end();
            } catch (SQLException e) {
                throw failed(engine.failureOfCommit(e));
            }
        }

        @Override
        public void close() {
            if (!open) {
                return;
            }
            try {
                if (failure.isEmpty()) {
                    connection.rollback();
                }
            } catch (SQLException e) {
                failure = Optional.of(engine.failure(e));
            } finally {
                end();
            }
        }

        private void end() {
            open = false;
            buffers.forEach(Buffer::discard);
            bound.remove();
            if (failure.isPresent()) {
                throwAway();
            }
            writing.set(false);
        }
    }
}
