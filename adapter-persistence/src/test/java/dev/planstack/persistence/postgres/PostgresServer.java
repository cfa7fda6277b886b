package dev.planstack.persistence.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server that keeps what it commits. Text is ordered by a language's rules, as on most servers, so that a query
 * that forgets to ask for another order is seen. It and its data are gone when this is closed or the JVM ends, however it ends.
 */
public final class PostgresServer implements AutoCloseable {

    /** Who owns the databases; it may nothing else. */
    public static final String USER = "planstack";

    static final String PASSWORD = "secret";
    static final String SUPERUSER = "postgres";

    private static final List<String> SETTINGS = List.of(
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            "max_connections = 200",
            "fsync = on",
            "full_page_writes = on",
            "synchronous_commit = on");

    private static final String WHEN_THE_JVM_ENDS = "trap '' INT TERM HUP; cat > /dev/null;"
            + " kill -QUIT $(head -n 1 data/postmaster.pid); while [ -e data/postmaster.pid ]; do sleep 0.1; done;"
            + " rm -rf \"$PWD\"";

    private final PostgresPrograms programs;
    private final Path folder;
    private final int port;
    private final Process watcher;
    private final AtomicInteger databases = new AtomicInteger();

    /** A database of a server. */
    public record Database(int port, String name) {

        /** As {@code --database} takes it. */
        public String url() {
            return url(port);
        }

        /** As {@link #url}, by way of another port. */
        public String url(int other) {
            return "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + other + "/" + name;
        }

        /** As JDBC takes it, with user and password. */
        public String jdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + USER + "&password=" + PASSWORD;
        }

        /** A connection of the owner. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl());
        }
    }

    PostgresServer(PostgresPrograms programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        try {
            watcher = new ProcessBuilder("sh", "-c", WHEN_THE_JVM_ENDS)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that all tests of a JVM share which neither stop nor configure it. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final PostgresServer SERVER = start();
    }

    /** Starts a server with no database, with more settings than the usual ones, for example {@code "deadlock_timeout = 100ms"}. */
    public static PostgresServer start(String... settings) {
        try {
            Path folder = Files.createTempDirectory("planstack-postgres");
            int port = freePort();
            // started once by the library, which unpacks the programs; what it gives on the command line wins over the
            // file
            EmbeddedPostgres unused = EmbeddedPostgres.builder()
                    .setDataDirectory(data(folder))
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "en")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setOutputRedirector(Redirect.appendTo(log(folder).toFile()))
                    .setErrorRedirector(Redirect.appendTo(log(folder).toFile()))
                    .setDataDirectoryCustomizer(data -> configure(data.toPath(), port, settings))
                    .start();
            PostgresServer server = new PostgresServer(PostgresPrograms.thatRun(data(folder)), folder, port);
            server.createOwner();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void configure(Path data, int port, String... settings) {
        List<String> all = new ArrayList<>(SETTINGS);
        all.add("port = " + port);
        all.addAll(Arrays.asList(settings));
        try {
            Files.write(data.resolve("postgresql.conf"), all, StandardOpenOption.APPEND);
            Path access = data.resolve("pg_hba.conf");
            Files.writeString(access, "host all " + USER + " all scram-sha-256\n" + Files.readString(access));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    static Path log(Path folder) {
        return folder.resolve("log");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void createOwner() {
        execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
    }

    /** A new, empty database. */
    public Database newDatabase() {
        Database database = new Database(port, "planstack_" + databases.incrementAndGet());
        execute("CREATE DATABASE " + database.name() + " OWNER " + USER);
        return database;
    }

    /** A new database that holds what another one holds, to which nobody is connected. */
    public Database copyOf(Database other) {
        Database database = new Database(port, "planstack_" + databases.incrementAndGet());
        execute("CREATE DATABASE " + database.name() + " OWNER " + USER + " TEMPLATE " + other.name());
        return database;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Executes a statement as who may do everything. */
    public void execute(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value of a query as who may do everything. */
    public String query(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + SUPERUSER);
    }

    /** Ends it at once, with all connections, as a crash does: the next start recovers from the log. */
    public void stopImmediately() {
        control("stop", "-m", "immediate");
    }

    /** Kills all its processes, as the loss of its machine does. */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        postmaster.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        try {
            // else a process that nobody has waited for yet would be taken for a server that runs
            Files.delete(data(folder).resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data(folder).resolve("postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after it was stopped or killed, on the same data and port, and waits until it takes connections. */
    public void startAgain() {
        control("start", "-l", log(folder).toString());
    }

    /** Makes a standby a server of its own, and waits until it is. */
    public void promote() {
        control("promote");
    }

    private void control(String action, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-D", data(folder).toString(), "-w", action));
        arguments.addAll(Arrays.asList(more));
        programs.run(folder, "pg_ctl", arguments);
    }

    /** What it has logged. */
    public String log() {
        try {
            return Files.readString(log(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            watcher.getOutputStream().close();
            if (!watcher.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL does not end: " + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
