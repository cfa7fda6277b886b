package dev.planstack.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of an authority of its own, both made by the JDK's {@code keytool}; only who is told to trusts it. */
public final class TestCertificate {

    /** Of all stores made here. */
    public static final String PASSWORD = "changeit";

    private static final String AUTHORITY = "authority";
    private static final String RECEIVER = "receiver";
    private static final String TYPE = "PKCS12";

    private final Path folder;
    private final KeyStore made;

    private TestCertificate(Path folder, KeyStore made) {
        this.folder = folder;
        this.made = made;
    }

    /** A certificate for a host, valid for 30 days from now. */
    public static TestCertificate of(Path folder, String host) throws Exception {
        return made(folder, host, "-0d");
    }

    /** A certificate for a host that expired ten days ago. */
    public static TestCertificate expired(Path folder, String host) throws Exception {
        return made(folder, host, "-40d");
    }

    private static TestCertificate made(Path folder, String host, String start) throws Exception {
        Path file = folder.resolve("keys.p12");
        keytool(file, AUTHORITY, "-dname", "CN=authority", "-ext", "BC=ca:true");
        keytool(
                file,
                RECEIVER,
                "-dname",
                "CN=receiver",
                "-ext",
                "SAN=dns:" + host,
                "-signer",
                AUTHORITY,
                "-startdate",
                start,
                "-validity",
                "30");
        return new TestCertificate(folder, read(file));
    }

    private static void keytool(Path file, String alias, String... more) throws Exception {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command =
                new ArrayList<>(List.of(program, "-genkeypair", "-keyalg", "EC", "-alias", alias, "-storetype", TYPE));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
        command.addAll(Arrays.asList(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance(TYPE);
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        }
    }

    /** For a server that shows the certificate. */
    public SSLContext serving() throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        own.setKeyEntry(
                RECEIVER,
                made.getKey(RECEIVER, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                made.getCertificateChain(RECEIVER));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** For a client that trusts the authority and no other. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** A file with the authority alone, as {@code javax.net.ssl.trustStore} takes it. */
    public Path trustStore() throws GeneralSecurityException, IOException {
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted().store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry(AUTHORITY, made.getCertificate(AUTHORITY));
        return trusted;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance(TYPE);
        keys.load(null, PASSWORD.toCharArray());
        return keys;
    }
}
