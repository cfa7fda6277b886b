package dev.planstack.bootstrap.importing;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments that every import has: a file, and the service that it is sent to. */
public final class ImportArguments {
    private static final String NO_SERVICE = "--to is not the URL of a service, such as http://127.0.0.1:8080: ";

    private static final Set<String> SCHEMES = Set.of("http", "https");

    @SuppressWarnings("NullAway.Init")
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init")
    @Parameters(paramLabel = "FILE", description = "The file to import.")
    private Path file;

    @SuppressWarnings("NullAway.Init")
    @Option(
            names = "--to",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where Planstack runs (default: ${DEFAULT-VALUE}).")
    private String to;

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    /** The file as it was given. */
    public Path file() {
        return file;
    }

    /**
     * The file's name without its folders.
     *
     * @throws ParameterException if it cannot be read
     */
    public String checkedFileName() {
        check(Files.exists(file), "There is no file " + file);
        check(!Files.isDirectory(file), "This is a folder, not a file: " + file);
        check(Files.isReadable(file), "This file may not be read: " + file);
        return String.valueOf(file.getFileName());
    }

    /**
     * Where the service is.
     *
     * @throws ParameterException if that is no such place
     */
    public URI checkedBase() {
        try {
            URI base = new URI(to.replaceAll("/+$", ""));
            boolean isPlace = SCHEMES.contains(String.valueOf(base.getScheme()))
                    && base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null;
            check(isPlace, NO_SERVICE + to);
            return base;
        } catch (URISyntaxException e) {
            throw new ParameterException(command.commandLine(), NO_SERVICE + to, e);
        }
    }

    /**
     * Goes on only if the arguments are right.
     *
     * @throws ParameterException if they are not
     */
    public void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    /** Shows how far the file has been read: on the terminal, or else with {@code err}. */
    public Progress progress(PrintWriter err, Timing timing) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        long fileBytes = Files.size(file);
        return TerminalProgress.isPossible()
                ? new TerminalProgress(fileName, fileBytes)
                : new PlainProgress(err, fileName, fileBytes, timing);
    }
}
