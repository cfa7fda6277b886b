package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A database of PostgreSQL as a whole: written out as lines and read in again. */
public final class PostgresDatabase implements DatabaseContent {

    private static final String UNDEFINED_TABLE = "42P01";

    private final PostgresAddress address;
    private final List<Kind> kinds;

    /**
     * A database that is there.
     *
     * @param kinds what it holds
     */
    public PostgresDatabase(PostgresAddress address, List<Kind> kinds) {
        this.address = address;
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public long commit() {
        try (Connection connection = PostgresDataSource.patient(address).getConnection()) {
            return Counts.lastCommit(connection);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** PostgreSQL has its own means for that. */
    @Override
    public void backup(Path to) {
        throw new StorageRefusedException("A backup of PostgreSQL is made by its own tools: pg_dump for one database,"
                + " pg_basebackup and the archive of its log for a server as a whole. planstack export writes what the"
                + " database holds too.");
    }

    @Override
    public void exportTo(OutputStream to, OptionalLong atCommit) throws IOException {
        try (Connection connection = PostgresDataSource.patient(address).getConnection()) {
            // the driver reads rows bit by bit only in transactions that it knows of
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Exporter.refuseOther("The database " + address, atCommit, Counts.lastCommit(connection));
            Exporter.write(connection, kinds, to);
            connection.rollback();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void importFrom(BufferedReader from) throws IOException {
        PostgresEngine.prepare(address);
        try (Connection connection = PostgresDataSource.patient(address).getConnection()) {
            connection.setAutoCommit(false);
            Importer.fill(connection, "The database " + address, kinds, from);
            connection.commit();
        } catch (SQLException e) {
            throw PostgresFailures.refusal(address, e)
                    .orElseGet(() -> new StorageRefusedException(
                            "The database " + address + " cannot be written: " + e.getMessage()
                                    + ". Nothing was imported.",
                            Optional.of(e)));
        }
    }

    private StorageRefusedException unreadable(SQLException e) {
        return PostgresFailures.state(e).equals(UNDEFINED_TABLE)
                ? new StorageRefusedException(
                        "The database " + address + " is none of Planstack's, or of another version. Name the one that"
                                + " serve uses with --database, and start serve once before if it is of an earlier"
                                + " version.",
                        Optional.of(e))
                : PostgresEngine.refusal(address, e);
    }
}
