package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Libraries in C that stand between a process and its disk; they are compiled where the tests run. */
final class NativeLibrary {

    private static final Path FOLDER = Path.of("target", "faults").toAbsolutePath();

    private NativeLibrary() {}

    /** Compiles {@code faults/<name>.c}. Without a compiler there is no test, which CI does not let pass. */
    static Path compiled(String name) throws IOException, InterruptedException {
        Path library = FOLDER.resolve(name + ".so");
        Path source = FOLDER.resolve(name + ".c");
        Files.createDirectories(FOLDER);
        try (InputStream in =
                Objects.requireNonNull(NativeLibrary.class.getResourceAsStream("/faults/" + name + ".c"))) {
            Files.write(source, in.readAllBytes());
        }
        String compile =
                "command -v gcc > /dev/null || { echo gcc is missing; exit 127; }; gcc -O2 -Wall -fPIC -shared -o '"
                        + library + "' '" + source + "' -ldl -lpthread";
        try (PlanstackProcess gcc = PlanstackProcess.bash(FOLDER, Map.of(), compile)) {
            int status = gcc.exitStatus();
            assumeTrue(status != 127 || "true".equals(System.getenv("CI")), "not tested: gcc is missing");
            assertThat(status).as(gcc.output()).isZero();
        }
        return library;
    }
}
