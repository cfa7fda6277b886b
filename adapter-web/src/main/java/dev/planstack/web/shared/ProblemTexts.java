package dev.planstack.web.shared;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is said of a kind of problem.
 *
 * @param status the HTTP status that it usually has
 * @param title its name for people
 * @param meaning what it means
 * @param remedy what to do
 */
public record ProblemTexts(int status, String title, String meaning, String remedy) {

    private static final Map<ProblemType, ProblemTexts> ALL = load();

    /** What is said of a kind of problem. */
    public static ProblemTexts of(ProblemType type) {
        return Optional.ofNullable(ALL.get(type)).orElseThrow();
    }

    private static Map<ProblemType, ProblemTexts> load() {
        Properties properties = new Properties();
        try (var in = new InputStreamReader(Resources.open("/problems/problems.properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<ProblemType, ProblemTexts> all = new EnumMap<>(ProblemType.class);
        for (ProblemType type : ProblemType.values()) {
            all.put(
                    type,
                    new ProblemTexts(
                            Integer.parseInt(text(properties, type, "status")),
                            text(properties, type, "title"),
                            text(properties, type, "meaning"),
                            text(properties, type, "remedy")));
        }
        return all;
    }

    private static String text(Properties properties, ProblemType type, String part) {
        return Optional.ofNullable(properties.getProperty(type.code() + "." + part))
                .orElseThrow(() -> new IllegalStateException("problems.properties lacks " + type.code() + "." + part));
    }
}
