package dev.planstack.persistence;

import dev.planstack.persistence.account.AccountStorage;
import dev.planstack.persistence.apikey.ApiKeyStorage;
import dev.planstack.persistence.billing.BillingStorage;
import dev.planstack.persistence.license.LicenseStorage;
import dev.planstack.persistence.meter.MeterStorage;
import dev.planstack.persistence.plan.PlanStorage;
import dev.planstack.persistence.shared.Database;
import dev.planstack.persistence.shared.DatabaseContent;
import dev.planstack.persistence.shared.Dialect;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.PostgresDatabase;
import dev.planstack.persistence.shared.SqliteFile;
import dev.planstack.persistence.webhook.WebhookStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A database as a whole: copied, exported, imported. But for the import, all of it works while it is in use.
 *
 * <p>What cannot be done is told by a {@link dev.planstack.application.shared.StorageRefusedException}.
 */
public final class WholeDatabase {

    private final DatabaseContent content;

    private WholeDatabase(DatabaseContent content) {
        this.content = content;
    }

    /** The database there; a file need not be there yet. */
    public static WholeDatabase at(StorageLocation location) {
        if (location instanceof StorageLocation.OnServer server) {
            return new WholeDatabase(new PostgresDatabase(server.address(), kinds(Dialect.POSTGRESQL)));
        }
        return new WholeDatabase(new SqliteFile(
                ((StorageLocation.InFile) location).path(), kinds(Dialect.SQLITE), BillingStorage.migrations()));
    }

    /** All that a database holds, in the order of an export. */
    static List<Kind> kinds(Dialect dialect) {
        Kind account = AccountStorage.kind()
                .with(PlanStorage.planKind(dialect, BillingStorage.planUseKind()))
                .with(BillingStorage.kinds())
                .with(LicenseStorage.kinds())
                .with(AccountStorage.postingKinds());
        List<Kind> kinds = new ArrayList<>(Database.kinds());
        kinds.addAll(List.of(
                MeterStorage.kind(),
                PlanStorage.offeringKind(),
                LicenseStorage.offeringKind(),
                LicenseStorage.publicKeyKind(),
                account,
                ApiKeyStorage.kind(),
                AccountStorage.operatorEventKind(),
                AccountStorage.idempotencyKind(),
                WebhookStorage.kind()));
        return kinds;
    }

    /** The number of its last commit. */
    public long commit() {
        return content.commit();
    }

    /** Copies it into a new file for the owner's eyes only; one that is there is refused. */
    public void backup(Path to) {
        content.backup(to);
    }

    /**
     * Writes all that it holds at its last commit as lines of JSON, always in the same order.
     *
     * @param atCommit refuse if the last commit is another one
     */
    public void exportTo(OutputStream to, OptionalLong atCommit) throws IOException {
        content.exportTo(to, atCommit);
    }

    /** Fills it, which must be empty or not there, with what {@link #exportTo} wrote; all of it or nothing. */
    public void importFrom(InputStream from) throws IOException {
        content.importFrom(new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8.newDecoder())));
    }
}
