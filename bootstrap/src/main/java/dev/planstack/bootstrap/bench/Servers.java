package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.Main;
import dev.planstack.bootstrap.bench.ceiling.EmptyServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the servers that are loaded. */
final class Servers {

    private Servers() {}

    /** Planstack on a file. */
    static ServerProcess planstack(Path database, String... options) {
        return planstack(database.toString(), List.of(), options);
    }

    /**
     * Planstack on a database that is shared with others.
     *
     * @param licenseKey the file of the key that signs license documents, which does not lie beside such a database
     */
    static ServerProcess planstack(String database, Path licenseKey) {
        return planstack(database, List.of("--license-key-file", licenseKey.toString()));
    }

    private static ServerProcess planstack(String database, List<String> arguments, String... options) {
        List<String> serve = new ArrayList<>(World.SERVE);
        serve.addAll(arguments);
        // a location may hold a password, which arguments would show
        return ServerProcess.start(
                List.of(options),
                Main.class.getName(),
                serve,
                Map.of("PLANSTACK_ADMIN_KEY", Http.KEY, "PLANSTACK_DATABASE", database));
    }

    static ServerProcess empty(Path database, String... options) {
        return ServerProcess.start(
                new ArrayList<>(List.of(options)), EmptyServer.class.getName(), List.of(database.toString()), Map.of());
    }
}
