package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.flywaydb.core.api.migration.JavaMigration;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file as a whole: copied, written out as lines and read in again. Copying and writing out need not hold the file;
 * they see one commit of it, whoever is writing to it.
 */
public final class SqliteFile implements DatabaseContent {

    private final Path file;
    private final List<Kind> kinds;
    private final List<JavaMigration> steps;

    /**
     * A file that need not be there yet.
     *
     * @param kinds what it holds
     * @param steps as for {@link Database#open}
     */
    public SqliteFile(Path file, List<Kind> kinds, List<JavaMigration> steps) {
        this.file = file.toAbsolutePath();
        this.kinds = List.copyOf(kinds);
        this.steps = List.copyOf(steps);
    }

    @Override
    public long commit() {
        requireThere();
        try (Connection connection = plain(file).getConnection()) {
            return Counts.lastCommit(connection);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    @Override
    public void backup(Path to) {
        Path target = to.toAbsolutePath();
        if (Files.exists(target)) {
            throw new StorageRefusedException(
                    target + " is there already; a backup overwrites nothing. Name a new file.");
        }
        try {
            Path folder = Optional.ofNullable(target.getParent()).orElse(target);
            Path unfinished = Files.createTempFile(folder, "." + target.getFileName() + ".", ".unfinished");
            try {
                copy(unfinished);
                sync(unfinished);
                Files.move(unfinished, target);
                sync(folder);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (FileAlreadyExistsException e) {
            throw new StorageRefusedException(
                    target + " is there already; a backup overwrites nothing. Name a new file.", Optional.of(e));
        } catch (IOException e) {
            throw new StorageRefusedException(
                    "The backup " + target + " cannot be written: " + e + ". Check the folder and its permissions.",
                    Optional.of(e));
        }
    }

    private static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            // only POSIX systems open a folder, and only they need to be told to keep a name
            return;
        }
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Copies what one commit left into an empty file. */
    private void copy(Path to) {
        requireThere();
        try (Connection connection = plain(file).getConnection();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            // told apart from any other database before anything is copied
            long unused = Counts.lastCommit(connection);
            statement.setString(1, to.toString());
            statement.execute();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private void requireThere() {
        SqliteEngine.loadNativeLibrary();
        if (!Files.isRegularFile(file)) {
            throw new StorageRefusedException(
                    "There is no database " + file + ". Name the file that serve uses with --database.");
        }
    }

    private StorageRefusedException unusable(SQLException e) {
        return new StorageRefusedException(
                "The database " + file + " cannot be read: " + e.getMessage()
                        + ". Check that the file is a database of Planstack and that its disk has room for a copy.",
                Optional.of(e));
    }

    /** Connections that leave the file's settings as they are. */
    private static SQLiteDataSource plain(Path path) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + path);
        source.getConfig().setBusyTimeout(10_000);
        return source;
    }

    /** What is written is read from a copy, which lies beside the file and goes again: a reader that takes its time would keep the server's log from being taken back. */
    @Override
    public void exportTo(OutputStream to, OptionalLong atCommit) throws IOException {
        requireThere();
        Path folder =
                Files.createTempDirectory(Optional.ofNullable(file.getParent()).orElse(file), ".planstack-export-");
        Path copy = folder.resolve("copy.db");
        // in this order when the process is ended: last in, first out
        folder.toFile().deleteOnExit();
        copy.toFile().deleteOnExit();
        try {
            copy(copy);
            SQLiteDataSource source = plain(copy);
            SqliteEngine.migrate(source, steps);
            try (Connection connection = source.getConnection()) {
                Exporter.refuseOther("The database " + file, atCommit, Counts.lastCommit(connection));
                Exporter.write(connection, kinds, to);
            }
        } catch (SQLException e) {
            throw unusable(e);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    @Override
    public void importFrom(BufferedReader from) throws IOException {
        SqliteEngine.loadNativeLibrary();
        boolean fresh = Files.notExists(file);
        SqliteFileGuard guard = SqliteFileGuard.take(file);
        try {
            boolean done = false;
            try {
                readIn(from);
                done = true;
            } finally {
                if (fresh && !done) {
                    for (String suffix : List.of("", "-wal", "-shm")) {
                        Files.deleteIfExists(Path.of(file + suffix));
                    }
                }
            }
        } catch (SQLException e) {
            throw new StorageRefusedException(
                    "The database " + file + " cannot be written: " + e.getMessage() + ". Nothing was imported.",
                    Optional.of(e));
        } finally {
            guard.close();
        }
    }

    private void readIn(BufferedReader from) throws SQLException, IOException {
        SqliteDataSource source = SqliteDataSource.writing(file);
        source.checkVersion();
        SqliteEngine.migrate(source, steps);
        try (Connection connection = source.getConnection()) {
            execute(connection, "BEGIN IMMEDIATE");
            Importer.fill(connection, "The database " + file, kinds, from);
            execute(connection, "COMMIT");
            execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
