package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.migration.JavaMigration;

/** Brings the tables to the version that this program works with. */
final class Migrations {

    private Migrations() {}

    /**
     * Runs what is missing.
     *
     * @param location where the statements are
     * @param steps what is not done by statements
     * @param known says what a failure means, if it is of a known kind
     */
    static void run(
            DataSource source,
            String location,
            List<JavaMigration> steps,
            Function<FlywayException, Optional<StorageRefusedException>> known) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + location)
                .javaMigrations(steps.toArray(JavaMigration[]::new))
                .failOnMissingLocations(true)
                .validateOnMigrate(true)
                .outOfOrder(false)
                .loggers("slf4j")
                .load();
        try {
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw known.apply(e)
                    .orElseGet(() -> new StorageRefusedException(
                            "The database's tables cannot be brought to this version of Planstack: " + e.getMessage()
                                    + " Restore a backup, or use the version that wrote the database last.",
                            Optional.of(e)));
        }
    }

    private static void refuseNewer(Flyway flyway) {
        MigrationInfo[] all = flyway.info().all();
        Optional<MigrationInfo> unknown = Arrays.stream(all)
                .filter(m -> m.getState().isApplied() && !m.getState().isResolved())
                .findFirst();
        unknown.ifPresent(m -> {
            throw new StorageRefusedException(
                    "The database was written by a newer version of Planstack (its tables are at " + m.getVersion()
                            + " \"" + m.getDescription() + "\"); use that version or a later one.");
        });
    }
}
