package dev.planstack.persistence;

import dev.planstack.domain.shared.Parsed;
import dev.planstack.persistence.shared.PostgresAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a database is: a file of SQLite, or a database of PostgreSQL. Its text shows no password. */
public sealed interface StorageLocation {

    /**
     * A file of SQLite.
     *
     * @param path the file, which need not be there yet
     */
    record InFile(Path path) implements StorageLocation {

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A database of PostgreSQL.
     *
     * @param address where it is
     */
    record OnServer(PostgresAddress address) implements StorageLocation {

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * Reads what an operator gave as the database: {@code postgresql://user:password@host:port/name?parameters}, or else the
     * path of a file.
     *
     * @param environment where the password is looked for if it is not there
     */
    static Parsed<StorageLocation> parse(String text, Map<String, String> environment) {
        if (PostgresAddress.isMeant(text)) {
            return PostgresAddress.parse(text, environment).map(OnServer::new);
        }
        try {
            return Parsed.of(new InFile(Path.of(text)));
        } catch (InvalidPathException e) {
            return Parsed.fault("must be the path of a SQLite file, or start with postgresql://");
        }
    }

    /** The file, if it is one. */
    default Optional<Path> file() {
        return this instanceof InFile inFile ? Optional.of(inFile.path()) : Optional.empty();
    }
}
