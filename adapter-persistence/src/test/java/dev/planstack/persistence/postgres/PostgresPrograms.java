package dev.planstack.persistence.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs of one version of PostgreSQL, and what is put in front of them so that they do not run as root. */
record PostgresPrograms(Path bin, List<String> asUser) {

    /** Those that run on this data, started by the embedded PostgreSQL. */
    static PostgresPrograms thatRun(Path data) throws IOException {
        String command = Files.readString(data.resolve("postmaster.opts"));
        Path bin = Path.of(command.substring(0, command.indexOf(' '))).getParent();
        return new PostgresPrograms(bin, isRoot() ? List.of("unshare", "-U") : List.of());
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Runs a program to its end, which must be good. */
    void run(Path folder, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(asUser);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        try {
            Path said = Files.createTempFile(program, ".log");
            try {
                // a file, because a server that it starts keeps what it has open
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(command + ": " + Files.readString(said));
                }
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
