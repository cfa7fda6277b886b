package dev.planstack.bootstrap.bench.ceiling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * A PostgreSQL server.
 *
 * @param host where it is
 * @param port the port that it listens on
 * @param login who connects to it
 * @param home a database that is there already; it is connected to and not looked into
 * @param parameters further settings of connections, as a query string; empty if none
 */
public record PostgresServer(String host, int port, Login login, String home, String parameters) {

    private static final int USUAL_PORT = 5432;

    /**
     * Who connects.
     *
     * @param user the user
     * @param password the password; empty where the server asks for none
     */
    public record Login(String user, Optional<String> password) {}

    /**
     * Reads what {@code --database} takes, of one host.
     *
     * @param location {@code postgresql://user:password@host:port/name?parameters}
     * @param environment where the password is looked for if the location has none
     * @return empty if that names no server and database
     */
    public static Optional<PostgresServer> at(String location, Map<String, String> environment) {
        URI uri;
        try {
            uri = URI.create(location);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String home = Objects.requireNonNullElse(uri.getPath(), "").replaceFirst("^/", "");
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || home.isEmpty()) {
            return Optional.empty();
        }
        String[] user = Objects.requireNonNullElse(uri.getUserInfo(), System.getProperty("user.name"))
                .split(":", 2);
        Optional<String> elsewhere = Optional.ofNullable(environment.get("PLANSTACK_DATABASE_PASSWORD"))
                .or(() -> Optional.ofNullable(environment.get("PGPASSWORD")));
        return Optional.of(new PostgresServer(
                uri.getHost(),
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                new Login(user[0], user.length > 1 ? Optional.of(user[1]) : elsewhere),
                home,
                Objects.requireNonNullElse(uri.getRawQuery(), "")));
    }

    private String query() {
        return parameters.isEmpty() ? "" : "?" + parameters;
    }

    /** Where one of its databases is, as {@code --database} takes it. */
    String location(String database) {
        String user = encoded(login.user)
                + login.password.map(secret -> ":" + encoded(secret)).orElse("");
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database + query();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** What PostgreSQL's own programs read from their environment. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", host.replaceAll("[\\[\\]]", ""));
        environment.put("PGPORT", String.valueOf(port));
        environment.put("PGUSER", login.user);
        login.password.ifPresent(secret -> environment.put("PGPASSWORD", secret));
        return environment;
    }

    Connection connect(String database) {
        Properties properties = new Properties();
        properties.setProperty("user", login.user);
        login.password.ifPresent(secret -> properties.setProperty("password", secret));
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + host + ":" + port + "/" + database + query(), properties);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + database + ": " + e.getMessage(), e);
        }
    }
}
