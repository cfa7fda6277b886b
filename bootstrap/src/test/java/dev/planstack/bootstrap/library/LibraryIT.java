package dev.planstack.bootstrap.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, compiled and run outside of the build with nothing but the domain's jar and Guava. */
class LibraryIT {

    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("planstack.root")));
    private static final Path EXAMPLES = ROOT.resolve("docs/examples");
    private static final String ARTIFACT = "planstack-domain";

    @TempDir
    private Path temporary;

    @Test
    @DisplayName(
            "the library example compiles and runs against the domain's jar and Guava alone, and prints what it says")
    void example() throws Exception {
        String classPath = published() + File.pathSeparator + guava();
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        compile(EXAMPLES.resolve("StackTwoPlans.java"), classPath, classes);
        assertThat(run("StackTwoPlans", classPath + File.pathSeparator + classes))
                .isEqualTo(Files.readString(EXAMPLES.resolve("StackTwoPlans.txt")));
    }

    @Test
    @DisplayName("the domain asks for Guava and for nothing else")
    void dependencies() throws IOException {
        assertThat(Files.readString(ROOT.resolve("domain/pom.xml")))
                .containsOnlyOnce("<dependency>")
                .contains("<artifactId>guava</artifactId>");
    }

    /** Puts jar and poms into a repository of Maven's layout, as a deployment would, and answers with the jar there. */
    private Path published() throws IOException {
        Path jar;
        try (Stream<Path> built = Files.list(ROOT.resolve("domain/target"))) {
            jar = built.filter(p -> p.getFileName().toString().matches(ARTIFACT + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .collect(Collectors.collectingAndThen(Collectors.toList(), found -> {
                        assertThat(found)
                                .as("jars of the domain; mvn package makes it")
                                .hasSize(1);
                        return found.get(0);
                    }));
        }
        String name = jar.getFileName().toString();
        String version = name.substring(ARTIFACT.length() + 1, name.length() - ".jar".length());
        Path group = temporary.resolve("repository/dev/planstack");
        Path parent = Files.createDirectories(group.resolve("planstack-parent").resolve(version));
        Path domain = Files.createDirectories(group.resolve(ARTIFACT).resolve(version));
        Files.copy(ROOT.resolve("pom.xml"), parent.resolve("planstack-parent-" + version + ".pom"));
        Files.copy(ROOT.resolve("domain/pom.xml"), domain.resolve(ARTIFACT + "-" + version + ".pom"));
        return Files.copy(jar, domain.resolve(name));
    }

    private static Path guava() throws Exception {
        URI location = ImmutableList.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return Path.of(location);
    }

    private static void compile(Path source, String classPath, Path into) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new ByteArrayOutputStream();
        int result = compiler.run(
                null,
                messages,
                messages,
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-cp",
                classPath,
                "-d",
                into.toString(),
                source.toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private String run(String mainClass, String classPath) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, mainClass));
        Path output = temporary.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output).replace(System.lineSeparator(), "\n");
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
