package dev.planstack.bootstrap.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of {@code docs/access-control.md}. */
final class AccessMatrix {

    private static final Path PAGE = Path.of(Objects.requireNonNull(System.getProperty("planstack.root")))
            .resolve("docs")
            .resolve("access-control.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+ /\\S*)` \\| ([a-z, ]+) \\| ([a-z ]+) \\|");

    private AccessMatrix() {}

    /** What a bound key may do with a route. */
    enum Bound {
        YES,
        ITS_ACCOUNT,
        NO
    }

    /** One route with the scopes of which a key needs one; none where no key is needed. */
    record Row(String method, String path, Set<String> scopes, Bound bound) {

        boolean open() {
            return scopes.isEmpty();
        }

        boolean admits(Set<String> heldScopes, boolean isBound) {
            boolean held = heldScopes.contains("admin") || heldScopes.stream().anyMatch(scopes::contains);
            boolean reaches = !isBound || bound != Bound.NO;
            return open() || (held && reaches);
        }

        String operation() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return operation();
        }
    }

    static List<Row> rows() {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(AccessMatrix::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(Matcher row) {
        String[] methodAndPath = row.group(1).split(" ", 2);
        Set<String> scopes =
                row.group(2).equals("none") ? Set.of() : Set.of(row.group(2).split(", "));
        Bound bound = switch (row.group(3)) {
            case "yes" -> Bound.YES;
            case "its account",
                    "lists its account alone",
                    "lists those of its account alone",
                    "records of its account" -> Bound.ITS_ACCOUNT;
            case "no" -> Bound.NO;
            default -> throw new IllegalStateException("unknown: " + row.group());
        };
        return new Row(methodAndPath[0], methodAndPath[1], scopes, bound);
    }
}
