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

    static ServerProcess planstack(Path database, String... options) {
        return ServerProcess.start(
                List.of(options),
                Main.class.getName(),
                World.serve(database.toString()),
                Map.of("PLANSTACK_ADMIN_KEY", Http.KEY));
    }

    static ServerProcess empty(Path database, String... options) {
        return ServerProcess.start(
                new ArrayList<>(List.of(options)), EmptyServer.class.getName(), List.of(database.toString()), Map.of());
    }
}
