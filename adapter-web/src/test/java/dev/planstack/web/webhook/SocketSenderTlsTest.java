package dev.planstack.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.webhook.WebhookAnswer;
import dev.planstack.application.webhook.WebhookMessage;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.testing.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages go by TLS to who shows a certificate that is trusted and for the host of the URL, and to no one else. */
class SocketSenderTlsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:30:00Z");

    @TempDir
    Path folder;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private HttpsServer receiver;

    private void serve(TestCertificate certificate) throws Exception {
        receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestHeaders().getFirst("Host") + " " + body);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    /** All names lead to this machine. */
    private WebhookAnswer send(SSLContext tls, String host) {
        SocketSender sender =
                new SocketSender(new SocketSender.Settings(true, Duration.ofSeconds(20)), tls::getSocketFactory, name ->
                        new InetAddress[] {InetAddress.getLoopbackAddress()});
        return sender.send(new WebhookMessage(
                "https://" + host + ":" + receiver.getAddress().getPort() + "/hook",
                List.of(new WebhookSecret("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")),
                new RecordedEvent(
                        Optional.of(new AccountId("a")), 1, "1.0", new Event(EventType.ACCOUNT_CREATED, NOW, Map.of())),
                NOW));
    }

    @Test
    void aTrustedReceiverOfThatNameGetsTheMessage() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "receiver.test");
        serve(certificate);
        assertThat(send(certificate.trusting(), "receiver.test").status()).isEqualTo(204);
        assertThat(received)
                .singleElement()
                .asString()
                .startsWith("receiver.test:" + receiver.getAddress().getPort() + " {\"type\":\"account.created\"");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "receiver.test");
        serve(certificate);
        assertRefused(send(certificate.trusting(), "other.test"), "TLS: ", "other.test");
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        serve(TestCertificate.of(folder, "receiver.test"));
        assertRefused(send(SSLContext.getDefault(), "receiver.test"), "TLS: ", "authority that is trusted");
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        TestCertificate certificate = TestCertificate.expired(folder, "receiver.test");
        serve(certificate);
        assertRefused(send(certificate.trusting(), "receiver.test"), "TLS: ", "has expired");
    }

    private void assertRefused(WebhookAnswer answer, String... why) {
        assertThat(answer.status()).isZero();
        assertThat(answer.error().orElseThrow())
                .contains(why)
                .doesNotContain("Exception")
                .doesNotContain("sun.");
        assertThat(received).isEmpty();
    }
}
