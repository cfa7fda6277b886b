package dev.planstack.persistence;

import dev.planstack.persistence.account.AccountStorage;
import dev.planstack.persistence.apikey.ApiKeyStorage;
import dev.planstack.persistence.billing.BillingStorage;
import dev.planstack.persistence.license.LicenseStorage;
import dev.planstack.persistence.meter.MeterStorage;
import dev.planstack.persistence.plan.PlanStorage;
import dev.planstack.persistence.shared.Database;
import dev.planstack.persistence.shared.DatabaseFile;
import dev.planstack.persistence.shared.Kind;
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
 * The SQLite file as a whole: copied, exported, imported. But for the import, all of it works while a server uses the file.
 *
 * <p>What cannot be done is told by a {@link dev.planstack.application.shared.StorageRefusedException}.
 */
public final class SqliteFile {

    private final DatabaseFile file;

    /** The file of that name, which need not be there yet. */
    public SqliteFile(Path file) {
        this.file = new DatabaseFile(file, BillingStorage.migrations());
    }

    /** All that a database holds, in the order of an export. */
    static List<Kind> kinds() {
        Kind account = AccountStorage.kind()
                .with(PlanStorage.planKind(BillingStorage.planUseKind()))
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
        return file.commit();
    }

    /** Copies it into a new file for the owner's eyes only; one that is there is refused. */
    public void backup(Path to) {
        file.backup(to);
    }

    /**
     * Writes all that it holds at its last commit as lines of JSON, always in the same order.
     *
     * @param atCommit refuse if the last commit is another one
     */
    public void exportTo(OutputStream to, OptionalLong atCommit) throws IOException {
        file.export(kinds(), atCommit, to);
    }

    /** Fills it, which must be empty or not there, with what {@link #exportTo} wrote; all of it or nothing. */
    public void importFrom(InputStream from) throws IOException {
        file.read(kinds(), new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8.newDecoder())));
    }
}
