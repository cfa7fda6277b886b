package dev.planstack.bootstrap.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sets up through the API what usage needs: a meter, accounts with plans, and a clock near the end of the hour. */
final class World {

    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofHours(1);
    static final String BEFORE = "2026-01-10T09:00:00Z";
    private static final String IN_THE_HOUR = "2026-01-10T10:59:59Z";

    /** How a sandbox for it is started. */
    static final List<String> SERVE = List.of("serve", "--sandbox", "--clock", BEFORE, "--port", "0");

    private World() {}

    static void setUp(InetSocketAddress server, int accounts, int plansEach) {
        send(
                server,
                Stream.of(
                        Http.request(
                                "PUT",
                                "/v1/meters/" + Traffic.METER,
                                "{\"name\":\"Traffic\",\"unit\":\"GB\",\"scale\":9,\"prices\":{\"USD\":[{\"unitPrice\":\"0.04\"}]}}")));
        send(
                server,
                Stream.of(Http.request(
                        "PUT",
                        "/v1/plan-offerings/pack",
                        "{\"name\":\"Pack\",\"unit\":\"GB\",\"quota\":\"100000000\",\"validity\":\"P1Y\",\"meters\":{\"traffic\":\"1\"},"
                                + "\"prices\":{\"USD\":\"0.00\"}}")));
        send(
                server,
                IntStream.range(0, accounts)
                        .mapToObj(i -> Http.request(
                                "PUT", "/v1/accounts/" + Traffic.account(i), "{\"name\":\"A\",\"currency\":\"USD\"}")));
        send(
                server,
                IntStream.range(0, accounts * plansEach)
                        .mapToObj(i -> Http.request(
                                "POST",
                                "/v1/accounts/" + Traffic.account(i % accounts) + "/plans",
                                "{\"offering\":\"pack\"}")));
        setClock(server, IN_THE_HOUR);
    }

    /** Sets the clock and waits until all that falls due on the way is done. */
    static void setClock(InetSocketAddress server, String now) {
        send(server, Stream.of(Http.request("PUT", "/v1/clock", "{\"now\":\"" + now + "\"}")));
    }

    private static void send(InetSocketAddress server, Stream<byte[]> requests) {
        Iterator<byte[]> all = requests.iterator();
        try (LoadClient client = new LoadClient(server, CONNECTIONS)) {
            Load unused = client.run(() -> all.hasNext() ? all.next() : null, PATIENCE);
        }
    }
}
