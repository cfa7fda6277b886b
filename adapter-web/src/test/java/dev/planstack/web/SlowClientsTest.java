package dev.planstack.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send a byte now and then, more of them than there are threads, do not keep others waiting. */
class SlowClientsTest {

    private static final int SLOW = 300;
    private static final int BYTES_EACH = 2;
    private static final long MILLIS_BETWEEN_BYTES = 3_000;
    private static final long QUICK_MILLIS = 1_500;

    private static final String HEAD = "PUT /v1/meters/m HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer " + TestServer.KEY + "\r\n";

    private final TestServer server = new TestServer(false);
    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() throws IOException {
        clock.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void slowHeadersKeepNobodyWaiting() throws Exception {
        othersAreAnsweredWhile("PUT /v1/meters/m HTTP/1.1\r\nHost: x\r\nX-Slow: ", "a");
    }

    @Test
    void slowBodiesKeepNobodyWaiting() throws Exception {
        othersAreAnsweredWhile(HEAD + "Content-Length: 100000\r\n\r\n", " ");
    }

    @Test
    void slowChunksKeepNobodyWaiting() throws Exception {
        othersAreAnsweredWhile(HEAD + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n");
    }

    @Test
    void bodiesThatBecomeSlowLateKeepNobodyWaiting() throws Exception {
        othersAreAnsweredWhile(HEAD + "Content-Length: 1000000\r\n\r\n" + " ".repeat(20_000), " ");
    }

    /** Starts the slow clients, lets them send their bytes, and holds the time of others' requests meanwhile against what is quick. */
    private void othersAreAnsweredWhile(String start, String more) throws Exception {
        for (int i = 0; i < SLOW; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            sockets.add(socket);
            write(socket, start);
        }
        var sending = clock.scheduleAtFixedRate(
                () -> sockets.forEach(socket -> write(socket, more)),
                MILLIS_BETWEEN_BYTES,
                MILLIS_BETWEEN_BYTES,
                TimeUnit.MILLISECONDS);
        long begun = System.nanoTime();
        long slowest = 0;
        int answered = 0;
        while (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) < BYTES_EACH * MILLIS_BETWEEN_BYTES) {
            long before = System.nanoTime();
            HttpResponse<String> answer = server.call("PUT", "/v1/meters/m", "{}");
            slowest = Math.max(slowest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
            assertThat(answer.statusCode()).isEqualTo(422);
            answered++;
        }
        assertThat(sending.cancel(false)).isTrue();
        assertThat(slowest).as("milliseconds of the slowest of %d", answered).isLessThan(QUICK_MILLIS);
        assertThat(answered).isGreaterThan(BYTES_EACH);
    }

    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the server has had enough of it, which is its right
        }
    }
}
