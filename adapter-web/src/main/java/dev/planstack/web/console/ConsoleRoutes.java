package dev.planstack.web.console;

import dev.planstack.application.apikey.SignIns;
import dev.planstack.web.shared.Routes;
import java.time.ZoneId;

/** {@code GET /}, {@code /console/session}, and what the console's page loads. */
public final class ConsoleRoutes {

    private ConsoleRoutes() {}

    /**
     * What the console's pages must know of the service.
     *
     * @param sandbox whether there is a clock to set
     * @param zone the billing zone, in which days and months are shown
     */
    public record Settings(boolean sandbox, ZoneId zone) {}

    /** Adds the routes. */
    public static void add(Routes routes, SignIns signIns, Settings settings) {
        // before the files, whose paths would take it
        SessionRoutes.add(routes, signIns, settings);
        ConsoleFiles.add(routes);
    }
}
