package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.transfer.ExportCommand;
import dev.planstack.bootstrap.verify.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** What the commands {@code export} and {@code verify} say of a database. */
final class Exports {

    private Exports() {}

    /** The lines of its export. */
    static List<String> of(Path database) {
        return of(database.toString());
    }

    /** The lines of the export of what {@code --database} names so. */
    static List<String> of(String database) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String complaint = run(new ExportCommand(out), database);
        assertThat(complaint).isEmpty();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** What {@code verify} prints: nothing if everything holds. */
    static String complaints(Path database) {
        return complaints(database.toString());
    }

    /** As {@link #complaints(Path)}, of what {@code --database} names so. */
    static String complaints(String database) {
        return run(new VerifyCommand(), database);
    }

    private static String run(Object command, String database) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        int status = new CommandLine(command).setOut(writer).setErr(writer).execute("--database", database);
        return printed + (status == 0 ? "" : "(status " + status + ")");
    }

    /** Holds a database against what clients know of it. */
    static void assertSound(Path database, Ledger ledger) {
        assertSound(database.toString(), ledger);
    }

    /** As {@link #assertSound(Path, Ledger)}, for what {@code --database} names so. */
    static void assertSound(String database, Ledger ledger) {
        assertThat(complaints(database)).isEmpty();
        assertThat(ledger.faults(of(database))).isEmpty();
    }
}
