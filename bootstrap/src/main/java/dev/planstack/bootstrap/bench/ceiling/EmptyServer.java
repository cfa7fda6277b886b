package dev.planstack.bootstrap.bench.ceiling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.Javalin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** An HTTP server that reads the same requests and answers, but does nothing. */
public final class EmptyServer {

    private static final JsonMapper JSON = new JsonMapper();

    private EmptyServer() {}

    /** Opens the SQLite file that is named and listens on any free port of this machine. */
    public static void main(String[] args) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        Connection database = DriverManager.getConnection("jdbc:sqlite:" + args[0], config.toProperties());
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS opened (at INTEGER)");
        }
        Javalin server = Javalin.create(c -> {
            c.startup.showJavalinBanner = false;
            c.startup.showOldJavalinVersionWarning = false;
            c.startup.startupWatcherEnabled = false;
            c.routes.post("/v1/usage", ctx -> {
                JsonNode body = JSON.readTree(ctx.bodyInputStream());
                ctx.contentType("application/json").result("{\"accepted\":" + (body.isArray() ? body.size() : 1) + "}");
            });
            c.routes.get("/empty", ctx -> ctx.contentType("application/json").result("{}"));
        });
        System.out.println(
                "listens on http://127.0.0.1:" + server.start("127.0.0.1", 0).port());
    }
}
