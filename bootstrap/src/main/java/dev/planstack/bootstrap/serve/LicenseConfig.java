package dev.planstack.bootstrap.serve;

import dev.planstack.application.license.LicenseDocuments;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.StorageLocation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operator says of licenses.
 *
 * @param renewalGrace how long after its expiry the renewal of an order still counts from the old expiry (rule L4)
 * @param checksPerKey how many license checks a second are answered for one license key
 * @param checksPerAddress how many license checks a second are answered to one address
 * @param documents what is said of license documents
 * @param keyFile the file of the key that signs them; empty for one beside the database's file, or where Planstack
 *     runs if the database is on a server
 */
public record LicenseConfig(
        Term renewalGrace,
        int checksPerKey,
        int checksPerAddress,
        LicenseDocuments.Policy documents,
        Optional<Path> keyFile) {

    /** The highest rate that can be asked for, checks a second. */
    public static final int MAX_RATE = 1_000_000;

    /** What holds where nothing is said. */
    public static final LicenseConfig STANDARD = new LicenseConfig(
            Term.ZERO, 1_000, 100, new LicenseDocuments.Policy("planstack", Term.of("P30D")), Optional.empty());

    /** Where the key is that signs the documents of a database: not in it, so that no copy of the database can sign. */
    Path keyFile(StorageLocation database) {
        return keyFile.orElseGet(
                () -> Path.of(database.file().map(Path::toString).orElse("planstack") + ".license-key.json"));
    }
}
