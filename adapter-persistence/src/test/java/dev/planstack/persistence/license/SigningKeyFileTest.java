package dev.planstack.persistence.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.application.license.SigningKey;
import dev.planstack.application.shared.StorageRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the key that signs is its owner's alone, whole or not there, and refused when it is not right. */
class SigningKeyFileTest {

    // the example of RFC 8037, appendix A
    private static final String D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String KID = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
    private static final String JWK =
            "{'kty':'OKP','crv':'Ed25519','kid':'" + KID + "','x':'" + X + "','d':'" + D + "'}";

    @TempDir
    Path folder;

    private Path path;
    private SigningKeyFile file;
    private final SigningKey key = SigningKey.of(X, D).orThrow();

    @BeforeEach
    void name() {
        path = folder.resolve("t.db.license-key.json");
        file = new SigningKeyFile(path);
    }

    private void write(String content) throws IOException {
        Files.writeString(path, content.replace('\'', '"'));
        permit(path, "rw-------");
    }

    private static void permit(Path file, String permissions) throws IOException {
        Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void without_a_file_there_is_no_key() {
        assertThat(file.load()).isEmpty();
    }

    @Test
    void a_key_comes_back_as_it_was_saved() throws IOException {
        file.save(key);
        assertThat(new SigningKeyFile(path).load()).contains(key);
        assertThat(Files.readString(path)).isEqualTo(JWK.replace('\'', '"') + "\n");
    }

    @Test
    void the_file_is_its_owners_alone_and_no_other_is_left() throws IOException {
        file.save(key);
        assertThat(permissions(path)).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void processes_that_start_at_once_with_one_file_all_save_it() throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> saved = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                saved.add(processes.submit(() -> file.save(key)));
            }
            for (Future<?> one : saved) {
                assertThat(one.get()).isNull();
            }
        } finally {
            processes.shutdown();
        }
        the_file_is_its_owners_alone_and_no_other_is_left();
    }

    @Test
    void a_key_takes_the_place_of_the_one_before() throws IOException {
        write("{}");
        file.save(key);
        assertThat(file.load()).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void a_file_that_is_open_to_others_is_refused(String permissions) throws IOException {
        write(JWK);
        permit(path, permissions);
        assertThatThrownBy(file::load)
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void one_that_is_not_is_taken(String permissions) throws IOException {
        write(JWK);
        permit(path, permissions);
        assertThat(file.load()).contains(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'kty':'OKP'     | 'kty':'RSA'    | kty",
                "'crv':'Ed25519' | 'crv':'X25519' | crv",
                "'kid':'kPrK     | 'kid':'kPrL    | kid",
                "'x':'11q        | 'x':'12q       | x",
                "'d':'nWG        | 'd':'oWG       | x",
                "'d':'nWG        | 'd':'          | d",
                ",'d':           | ,'e':          | d",
                "}               | ~~             | JSON",
            })
    void a_broken_key_is_refused(String part, String instead, String named) throws IOException {
        refused(JWK.replace(part, instead), named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"~~|kty", "{}|kty", "[]|kty", "null|kty", "7|kty", "-----BEGIN PRIVATE KEY-----|JSON"})
    void what_is_no_key_is_refused(String content, String named) throws IOException {
        refused(content, named);
    }

    private void refused(String content, String named) throws IOException {
        write(content);
        assertThatThrownBy(file::load)
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(named)
                .hasMessageContaining("Bring back a copy")
                .message()
                .doesNotContain(D.substring(4, 20));
    }

    @Test
    void a_file_that_is_much_too_long_is_not_read() throws IOException {
        write(JWK + " ".repeat(20_000));
        assertThatThrownBy(file::load)
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void a_folder_in_its_place_is_refused() throws IOException {
        Path unused = Files.createDirectory(path);
        permit(path, "rwx------");
        assertThatThrownBy(file::load)
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining(path.toString());
    }

    @Test
    void where_it_cannot_be_written_is_said() {
        Path nowhere = folder.resolve("nowhere").resolve("key.json");
        assertThatThrownBy(() -> new SigningKeyFile(nowhere).save(key))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("--license-key-file");
    }
}
