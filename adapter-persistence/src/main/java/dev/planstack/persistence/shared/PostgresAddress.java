package dev.planstack.persistence.shared;

import dev.planstack.domain.shared.Parsed;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database of PostgreSQL is, and as whom it is connected to. Its text does not show the password.
 *
 * @param hosts the server, {@code host:port}, or several with commas between them, of which one is connected to
 * @param name the database
 * @param user as whom; empty for who runs the process
 * @param password what is said to be let in; empty where the server asks for none
 * @param parameters what else is said to the driver
 */
public record PostgresAddress(
        String hosts, String name, Optional<String> user, Optional<String> password, Map<String, String> parameters) {

    private static final Pattern ADDRESS =
            Pattern.compile("postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
                    + "(?<hosts>[A-Za-z0-9.,:_\\[\\]-]*)/(?<name>[^/?]+)(?:\\?(?<parameters>.*))?");

    private static final Pattern PARAMETER = Pattern.compile("(?<name>[A-Za-z]+)=(?<value>[^=]*)");

    private static final String SHAPE = "must be the path of a SQLite file, or a database of PostgreSQL as"
            + " postgresql://user:password@host:port/name, with ':', '/', '?', '@' and '%' of user, password and name as"
            + " %3A, %2F, %3F, %40 and %25";

    /** An address with its parameters. */
    public PostgresAddress {
        parameters = Map.copyOf(parameters);
    }

    /** Whether a text is meant to be an address. */
    public static boolean isMeant(String text) {
        return text.startsWith("postgresql:") || text.startsWith("postgres:");
    }

    /**
     * Reads an address.
     *
     * @param environment where the password is looked for if the address has none: in {@code PLANSTACK_DATABASE_PASSWORD}, then
     *     in {@code PGPASSWORD}
     */
    public static Parsed<PostgresAddress> parse(String text, Map<String, String> environment) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return Parsed.fault(SHAPE);
        }
        Optional<String> elsewhere = Optional.ofNullable(environment.get("PLANSTACK_DATABASE_PASSWORD"))
                .or(() -> Optional.ofNullable(environment.get("PGPASSWORD")));
        try {
            String hosts = matcher.group("hosts");
            return parameters(Optional.ofNullable(matcher.group("parameters")).orElse(""))
                    .map(parameters -> new PostgresAddress(
                            hosts.isEmpty() ? "localhost" : hosts,
                            decoded(matcher.group("name")),
                            part(matcher, "user"),
                            part(matcher, "password").or(() -> elsewhere),
                            parameters));
        } catch (IllegalArgumentException e) {
            return Parsed.fault(SHAPE);
        }
    }

    private static Optional<String> part(Matcher matcher, String group) {
        return Optional.ofNullable(matcher.group(group))
                .map(PostgresAddress::decoded)
                .filter(value -> !value.isEmpty());
    }

    private static String decoded(String part) {
        // a plus is a plus here, other than in forms
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Parsed<Map<String, String>> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            Matcher matcher = PARAMETER.matcher(parameter);
            if (!matcher.matches()) {
                return Parsed.fault("must have parameters such as ?sslmode=verify-full&targetServerType=primary");
            }
            if (matcher.group("name").matches("user|password")) {
                return Parsed.fault("must have user and password before the @");
            }
            parameters.put(matcher.group("name"), decoded(matcher.group("value")));
        }
        return Parsed.of(parameters);
    }

    /** As the driver is told where it is; without user and password. */
    String url() {
        return "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** The address without the password and without parameters, of which a driver may take secrets too. */
    @Override
    public String toString() {
        return "postgresql://" + user.map(u -> u + "@").orElse("") + hosts + "/" + name;
    }
}
