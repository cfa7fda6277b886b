package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Opens connections on which every setting that durability rests on was read back. */
final class SqliteDataSource extends SQLiteDataSource {

    /** A setting with the value to set and the value that SQLite then reports. */
    private record Pragma(String name, String value, String reported) {}

    private static final List<Pragma> ALWAYS = List.of(
            new Pragma("busy_timeout", "5000", "5000"),
            new Pragma("journal_mode", "WAL", "wal"),
            new Pragma("synchronous", "FULL", "2"),
            new Pragma("foreign_keys", "ON", "1"),
            new Pragma("journal_size_limit", "67108864", "67108864"));

    // pages that many commits change are brought into the file once for all of them; the log stays below its size limit
    private static final List<Pragma> WRITING =
            List.of(new Pragma("wal_autocheckpoint", "12000", "12000"), new Pragma("cache_size", "-65536", "-65536"));

    private static final List<Pragma> READING =
            List.of(new Pragma("query_only", "ON", "1"), new Pragma("cache_size", "-8192", "-8192"));

    // before it, a race in the write-ahead log could lose commits
    private static final List<Integer> OLDEST_VERSION = List.of(3, 51, 3);

    private final boolean reading;

    private SqliteDataSource(Path file, boolean reading) {
        this.reading = reading;
        setUrl("jdbc:sqlite:" + file);
    }

    static SqliteDataSource writing(Path file) {
        return new SqliteDataSource(file, false);
    }

    static SqliteDataSource reading(Path file) {
        return new SqliteDataSource(file, true);
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
        SQLiteConnection connection = super.getConnection(user, password);
        try {
            for (Pragma pragma : ALWAYS) {
                set(connection, pragma);
            }
            for (Pragma pragma : reading ? READING : WRITING) {
                set(connection, pragma);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void set(SQLiteConnection connection, Pragma pragma) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma.name() + " = " + pragma.value());
        }
        String reported = single(connection, "PRAGMA " + pragma.name());
        if (!reported.equals(pragma.reported())) {
            throw new StorageRefusedException("SQLite reports " + pragma.name() + " = " + reported + " where "
                    + pragma.value() + " was set; without it commits are not safe on this file system."
                    + " Use a local disk.");
        }
    }

    /** Refuses a version of SQLite that may lose commits. */
    void checkVersion() throws SQLException {
        try (SQLiteConnection connection = super.getConnection(null, null)) {
            String version = single(connection, "SELECT sqlite_version()");
            String[] parts = version.split("\\.", 4);
            for (int i = 0; i < OLDEST_VERSION.size(); i++) {
                int part = Integer.parseInt(parts[i]);
                if (part > OLDEST_VERSION.get(i)) {
                    return;
                }
                if (part < OLDEST_VERSION.get(i)) {
                    throw new StorageRefusedException("SQLite " + version
                            + " is too old to be safe; use the sqlite-jdbc that Planstack is released with.");
                }
            }
        }
    }

    private static String single(SQLiteConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }
}
