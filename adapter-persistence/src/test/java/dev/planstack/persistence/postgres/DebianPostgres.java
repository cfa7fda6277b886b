package dev.planstack.persistence.postgres;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Servers of Debian's package {@code postgresql}, for what the embedded one has no programs for: a standby. Where the package is
 * missing a test that asks for one is skipped; where {@code CI} is set it fails.
 */
public final class DebianPostgres {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String SYSTEM_USER = "postgres";

    private DebianPostgres() {}

    /** Starts a server that others may copy, with more settings than the usual ones. */
    public static PostgresServer primary(String... settings) {
        PostgresPrograms programs = programs();
        try {
            Path folder = newFolder();
            int port = PostgresServer.freePort();
            programs.run(
                    folder,
                    "initdb",
                    List.of(
                            "-D",
                            PostgresServer.data(folder).toString(),
                            "-U",
                            PostgresServer.SUPERUSER,
                            "-A",
                            "trust"));
            PostgresServer.configure(PostgresServer.data(folder), port, settings);
            PostgresServer server = new PostgresServer(programs, folder, port);
            server.startAgain();
            server.createOwner();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a server to a standby that follows it, known to it by a name, and starts it. */
    public static PostgresServer standbyOf(PostgresServer primary, String name) {
        PostgresPrograms programs = programs();
        try {
            Path folder = newFolder();
            int port = PostgresServer.freePort();
            String from = "host=127.0.0.1 port=" + primary.port() + " user=" + PostgresServer.SUPERUSER
                    + " application_name=" + name;
            Path data = PostgresServer.data(folder);
            programs.run(folder, "pg_basebackup", List.of("-D", data.toString(), "-d", from, "-R", "-c", "fast"));
            PostgresServer.configure(data, port, "primary_conninfo = '" + from + "'", "synchronous_standby_names = ''");
            PostgresServer standby = new PostgresServer(programs, folder, port);
            standby.startAgain();
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresPrograms programs() {
        List<Path> installed = installed();
        if (installed.isEmpty()) {
            String said = "What needs a PostgreSQL of Debian's package is not tested: " + VERSIONS
                    + "/*/bin/initdb is missing";
            assertNull(System.getenv("CI"), said);
            System.err.println(said);
            assumeTrue(false, said);
        }
        return new PostgresPrograms(
                installed.get(installed.size() - 1),
                PostgresPrograms.isRoot() ? List.of("runuser", "-u", SYSTEM_USER, "--") : List.of());
    }

    private static List<Path> installed() {
        if (!Files.isDirectory(VERSIONS)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("planstack-postgres");
        if (PostgresPrograms.isRoot()) {
            Files.setOwner(
                    folder,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(SYSTEM_USER));
        }
        return folder;
    }
}
