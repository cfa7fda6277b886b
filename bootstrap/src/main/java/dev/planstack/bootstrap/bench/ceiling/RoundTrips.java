package dev.planstack.bootstrap.bench.ceiling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Connections to PostgreSQL that ask for nothing, {@code SELECT 1}, one after the other. */
public final class RoundTrips implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final List<Connection> connections;
    private final ExecutorService threads;

    /** Opens so many connections. */
    public RoundTrips(PostgresServer server, int connections) {
        this.connections = IntStream.range(0, connections)
                .mapToObj(i -> server.connect(server.home()))
                .toList();
        this.threads = Executors.newFixedThreadPool(connections);
    }

    /** Answers a second, all connections together. */
    public double perSecond(Duration time) {
        long start = System.nanoTime();
        List<CompletableFuture<Long>> asking = connections.stream()
                .map(connection ->
                        CompletableFuture.supplyAsync(() -> ask(connection, start + time.toNanos()), threads))
                .toList();
        long answers = asking.stream().mapToLong(CompletableFuture::join).sum();
        return answers * NANOS / (System.nanoTime() - start);
    }

    private static long ask(Connection connection, long end) {
        try (PreparedStatement one = connection.prepareStatement("SELECT 1")) {
            long answers = 0;
            while (System.nanoTime() < end) {
                try (ResultSet row = one.executeQuery()) {
                    answers += row.next() ? 1 : 0;
                }
            }
            return answers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
