package dev.planstack.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What class files do not show: every package says what lives in it, and the README draws what the rules check. */
class SourcesTest {

    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("planstack.root")));
    private static final Pattern SENTENCE =
            Pattern.compile("/\\*\\*.*[a-z].*\\..*\\*/\\s*(@\\w+\\s+)*package", Pattern.DOTALL);
    private static final Pattern DIAGRAM = Pattern.compile("```mermaid\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern EDGE =
            Pattern.compile("(?m)^\\s*([a-z-]+)(?:\\[.*?])?\\s*-->\\s*([a-z-]+)(?:\\[.*?])?\\s*$");

    @DisplayName("every package has a package-info that says in a sentence what lives there")
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"domain", "application", "adapter-web", "adapter-persistence", "bootstrap"})
    void packageInfos(String module) throws IOException {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        assertThat(sources).isDirectory();
        assertThat(undocumented(sources)).isEmpty();
    }

    @Test
    @DisplayName("a package without such a sentence is found")
    void missingPackageInfo() throws IOException {
        String fixture = SourcesTest.class.getPackageName().replace('.', '/') + "/fixture/packageinfo";
        assertThat(undocumented(ROOT.resolve("bootstrap/src/test/java").resolve(fixture)))
                .containsExactly("empty", "missing");
    }

    private static List<String> undocumented(Path sources) throws IOException {
        List<String> undocumented = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path folder : files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .collect(Collectors.toCollection(TreeSet::new))) {
                Path info = folder.resolve("package-info.java");
                if (!Files.exists(info)
                        || !SENTENCE.matcher(Files.readString(info)).find()) {
                    undocumented.add(sources.relativize(folder).toString());
                }
            }
        }
        return undocumented;
    }

    @Test
    @DisplayName("the README's diagram draws exactly the dependencies that the rules allow")
    void diagram() throws IOException {
        Path readme = ROOT.resolve("README.md");
        assertThat(readme).exists();
        Matcher diagram = DIAGRAM.matcher(Files.readString(readme));
        assertThat(diagram.find()).as("a ```mermaid block").isTrue();
        List<String> drawn = EDGE.matcher(diagram.group(1))
                .results()
                .map(e -> e.group(1) + " --> " + e.group(2))
                .toList();
        assertThat(drawn)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Modules.ALLOWED.entrySet().stream()
                        .flatMap(SourcesTest::edges)
                        .toList());
    }

    private static Stream<String> edges(Map.Entry<String, ? extends Iterable<String>> module) {
        List<String> edges = new ArrayList<>();
        module.getValue().forEach(used -> edges.add(module.getKey() + " --> " + used));
        return edges.stream();
    }
}
