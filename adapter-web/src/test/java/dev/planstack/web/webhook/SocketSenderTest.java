package dev.planstack.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.webhook.WebhookAnswer;
import dev.planstack.application.webhook.WebhookMessage;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sender dials what it judged, and nothing else. */
class SocketSenderTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:30:00Z");

    private final AtomicInteger lookups = new AtomicInteger();
    private final BlockingQueue<String> hosts = new LinkedBlockingQueue<>();
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.getResponseHeaders().add("Retry-After", "Sat, 31 Jan 2026 10:31:00 GMT");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    /** Names lead to these addresses at the first look, and to this machine at any further. */
    private SocketSender sender(boolean privateAllowed, String... addresses) {
        return new SocketSender(
                new SocketSender.Settings(privateAllowed, Duration.ofSeconds(5)),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                host -> lookups.incrementAndGet() == 1
                        ? resolved(addresses)
                        : new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    private static InetAddress[] resolved(String... addresses) throws UnknownHostException {
        InetAddress[] found = new InetAddress[addresses.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
        }
        return found;
    }

    private static WebhookMessage message(String url) {
        Event event = new Event(EventType.ACCOUNT_CREATED, NOW, Map.of());
        return new WebhookMessage(
                url,
                List.of(new WebhookSecret("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")),
                new RecordedEvent(Optional.of(new AccountId("a")), 1, "1.0", event),
                NOW);
    }

    @Test
    void theAddressThatWasFoundIsDialledUnderTheName() throws InterruptedException {
        int port = receiver.getAddress().getPort();
        WebhookAnswer answer = sender(true, "127.0.0.1").send(message("http://receiver.test:" + port + "/"));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(hosts.take()).isEqualTo("receiver.test:" + port);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void oneAddressOutsideOfThePublicInternetIsEnoughToDialNone() {
        WebhookAnswer answer = sender(false, "1.1.1.1", "10.0.0.1").send(message("https://receiver.test/"));
        assertThat(answer.status()).isZero();
        assertThat(answer.error()).hasValueSatisfying(e -> assertThat(e).contains("outside of the public internet"));
        assertThat(lookups).hasValue(1);
    }

    @Test
    void aReceiverThatSpeaksNoTlsGetsNothing() {
        int port = receiver.getAddress().getPort();
        WebhookAnswer answer = sender(true, "127.0.0.1").send(message("https://receiver.test:" + port + "/"));
        assertThat(answer.status()).isZero();
        assertThat(hosts).isEmpty();
    }
}
