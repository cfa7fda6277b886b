package dev.planstack.bootstrap.transfer;

import dev.planstack.persistence.StorageLocation;
import dev.planstack.persistence.WholeDatabase;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names the database that {@code serve} keeps everything in. */
public final class DatabaseOption {

    /** What the option takes, for every command that has it. */
    public static final String DESCRIPTION =
            "The SQLite file, or postgresql://user:password@host:port/name. The password"
                    + " may come from the environment variable PLANSTACK_DATABASE_PASSWORD instead.";

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--database", defaultValue = "planstack.db", description = DESCRIPTION)
    @SuppressWarnings("NullAway.Init")
    private String database;

    /** An option that looks for the password in the environment of the process. */
    public DatabaseOption() {
        this(System.getenv());
    }

    /** An option that looks for the password in {@code environment}. */
    public DatabaseOption(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Where the database is. */
    public StorageLocation location() {
        return StorageLocation.parse(database, environment).fold(location -> location, expected -> {
            throw new ParameterException(spec.commandLine(), "--database " + expected);
        });
    }

    /** The database as a whole. */
    public WholeDatabase whole() {
        return WholeDatabase.at(location());
    }
}
