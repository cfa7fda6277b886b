package dev.planstack.bootstrap.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/**
 * {@code docs/examples/verify-license.mjs}, run by Node.js with the very version of jose that the example names. Where there is no
 * Node.js, or npm cannot fetch jose, these tests are skipped; where {@code CI} is set they fail.
 */
class VerifyLicenseNodeIT extends OfflineVerification {

    private static final Path INSTALLED = ROOT.resolve("bootstrap/target/verify-license");
    private static final List<String> FILES = List.of("verify-license.mjs", "package.json", "package-lock.json");

    @BeforeAll
    void install() throws IOException, InterruptedException {
        Path unused = Files.createDirectories(INSTALLED);
        for (String file : FILES) {
            Path copied =
                    Files.copy(EXAMPLES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            assertThat(copied).exists();
        }
        need("node", "--version");
        need("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static void need(String... command) throws InterruptedException {
        String why;
        try {
            Run run = Run.of(INSTALLED, List.of(command));
            if (run.status() == 0) {
                return;
            }
            why = run.output();
        } catch (IOException e) {
            why = e.getMessage();
        }
        String said = "verify-license.mjs is not tested, as \"" + String.join(" ", command) + "\" failed: " + why;
        assertThat(System.getenv("CI")).as(said).isNull();
        System.err.println(said);
        assumeTrue(false, said);
    }

    @Override
    List<String> command() {
        return List.of("node", INSTALLED.resolve("verify-license.mjs").toString());
    }
}
