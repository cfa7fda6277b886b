package dev.planstack.bootstrap.bench.ceiling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.planstack.persistence.shared.PostgresAddress;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A PostgreSQL server.
 *
 * @param address a database of it that is there already; it is connected to and not looked into
 */
public record PostgresServer(PostgresAddress address) {

    private static final String USUAL_PORT = "5432";

    String home() {
        return address.name();
    }

    /** Where one of its databases is, as {@code --database} takes it. */
    String location(String database) {
        String password =
                address.password().map(secret -> ":" + encoded(secret)).orElse("");
        String user = address.user().map(name -> encoded(name) + password + "@").orElse("");
        String parameters = address.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return "postgresql://" + user + address.hosts() + "/" + database
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** What PostgreSQL's own programs read from their environment. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", parts("(:\\d+)?$", ""));
        environment.put("PGPORT", parts("^.*?(?::(\\d+))?$", "$1"));
        address.user().ifPresent(user -> environment.put("PGUSER", user));
        address.password().ifPresent(secret -> environment.put("PGPASSWORD", secret));
        return environment;
    }

    private String parts(String pattern, String replacement) {
        return Arrays.stream(address.hosts().split(","))
                .map(host -> host.replaceFirst(pattern, replacement))
                .map(part -> part.isEmpty() ? USUAL_PORT : part)
                .collect(Collectors.joining(","));
    }

    Connection connect(String database) {
        Properties properties = new Properties();
        properties.putAll(address.parameters());
        address.user().ifPresent(user -> properties.setProperty("user", user));
        address.password().ifPresent(secret -> properties.setProperty("password", secret));
        try {
            return DriverManager.getConnection("jdbc:postgresql://" + address.hosts() + "/" + database, properties);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + database + ": " + e.getMessage(), e);
        }
    }
}
