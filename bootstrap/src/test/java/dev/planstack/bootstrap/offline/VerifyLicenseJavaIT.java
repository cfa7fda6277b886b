package dev.planstack.bootstrap.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;

/** {@code docs/examples/VerifyLicense.java}, compiled and run with nothing but the JDK. */
class VerifyLicenseJavaIT extends OfflineVerification {

    private Path classes;

    @BeforeAll
    void compile() throws IOException {
        classes = Files.createTempDirectory(folder, "classes");
        var messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-Xlint:all",
                        "-Werror",
                        "--release",
                        "17",
                        "-cp",
                        classes.toString(),
                        "-d",
                        classes.toString(),
                        EXAMPLES.resolve("VerifyLicense.java").toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Override
    List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                classes.toString(),
                "VerifyLicense");
    }
}
