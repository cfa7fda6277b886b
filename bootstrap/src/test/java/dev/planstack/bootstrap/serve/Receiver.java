package dev.planstack.bootstrap.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A receiver of webhooks that answers as the test wants. */
public final class Receiver implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answering answering;
    private int attempts;

    /** How a message is answered; {@code attempt} counts from 1 over all of them. */
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange, int attempt) throws IOException, InterruptedException;
    }

    /** A message as it came. */
    public record Received(Map<String, List<String>> headers, String body) {

        public String id() {
            return headers.get("Webhook-id").get(0);
        }
    }

    private Receiver(HttpServer server, Answering answering) {
        this.server = server;
        this.answering = answering;
    }

    public static Receiver on(int port, Answering answering) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Receiver receiver = new Receiver(server, answering);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::handle);
        server.start();
        return receiver;
    }

    public static Receiver answering(Integer... statuses) throws IOException {
        return on(0, statuses(statuses));
    }

    /** These statuses one after the other, the last for all further messages. */
    public static Answering statuses(Integer... statuses) {
        return (exchange, attempt) ->
                exchange.sendResponseHeaders(statuses[Math.min(attempt, statuses.length) - 1], -1);
    }

    public void answer(Answering next) {
        answering = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int attempt;
            // before the test sees the message and may think of another answer
            Answering now = answering;
            synchronized (this) {
                attempts++;
                attempt = attempts;
                received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
            }
            now.answer(exchange, attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?a=b";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next message. */
    public Received next() throws InterruptedException {
        return Optional.ofNullable(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("nothing came"));
    }

    public List<Received> next(int count) throws InterruptedException {
        List<Received> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    /** What came and was not asked for yet. */
    public int waiting() {
        return received.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
