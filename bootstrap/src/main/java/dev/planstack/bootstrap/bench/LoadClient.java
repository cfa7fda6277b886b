package dev.planstack.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of connections busy with one request at a time each, from one thread, so that little of the machine goes to
 * the client.
 */
final class LoadClient implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int CASE_BIT = 0x20;
    private static final int STATUS_DIGITS = 3;
    private static final long TICK_MILLIS = 1;
    private static final double NANOS = 1e9;

    private final InetSocketAddress server;
    private final int count;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();

    /** Gives the whole bytes of the next request; null when there are no more. */
    @FunctionalInterface
    interface Requests {

        /** The next request. */
        byte @Nullable [] next();
    }

    LoadClient(InetSocketAddress server, int connections) {
        this.server = server;
        this.count = connections;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections are those of one spell: a server closes those that wait while others take their turns. */
    private void connect() throws IOException {
        for (int i = 0; i < count; i++) {
            connections.add(new Connection(server));
        }
    }

    private void disconnect() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        connections.clear();
    }

    /**
     * Offers so many requests a second, whatever becomes of them, until the time is over, and waits for the answers. One that is
     * refused because the server is overloaded is offered again later.
     */
    Load offer(Requests requests, double perSecond, Duration time) {
        Load.Recorder recorder = new Load.Recorder();
        Deque<Connection> idle = new ArrayDeque<>();
        Deque<byte[]> refused = new ArrayDeque<>();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        double offered = 0;
        try {
            connect();
            idle.addAll(connections);
            for (long now = start; now < end || idle.size() < connections.size(); now = System.nanoTime()) {
                double due = (Math.min(now, end) - start) / NANOS * perSecond;
                for (; offered < due && now < end && !idle.isEmpty(); offered++) {
                    byte[] again = refused.poll();
                    Connection connection = idle.remove();
                    if (!connection.send(again == null ? requests : () -> again)) {
                        idle.add(connection);
                    }
                }
                // without a connection to offer it on, a request is not offered
                offered = Math.max(offered, due);
                int unused = selector.select(TICK_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    Connection connection = (Connection) key.attachment();
                    if (connection.advance(recorder, System.nanoTime())) {
                        idle.add(connection);
                        connection.refused().ifPresent(refused::add);
                    }
                }
                selector.selectedKeys().clear();
            }
            disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorder.done(System.nanoTime() - start);
    }

    /** Sends requests until the time is over or there are no more, and waits for the answers. */
    Load run(Requests requests, Duration time) {
        Load.Recorder recorder = new Load.Recorder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try {
            connect();
            int open = 0;
            for (Connection connection : connections) {
                open += connection.send(requests) ? 1 : 0;
            }
            while (open > 0) {
                int ready = selector.select(PATIENCE_MILLIS);
                if (ready == 0) {
                    throw new IllegalStateException("no answer within " + PATIENCE_MILLIS + " ms");
                }
                long now = System.nanoTime();
                for (SelectionKey key : selector.selectedKeys()) {
                    Connection connection = (Connection) key.attachment();
                    if (connection.advance(recorder, now)) {
                        boolean more = System.nanoTime() < end && connection.send(requests);
                        open -= more ? 0 : 1;
                    }
                }
                selector.selectedKeys().clear();
            }
            disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Load load = recorder.done(System.nanoTime() - start);
        if (load.refused() > 0) {
            throw new IllegalStateException(
                    load.refused() + " requests were refused because the server was overloaded");
        }
        return load;
    }

    @Override
    public void close() {
        try {
            disconnect();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection and the exchange on it. */
    private final class Connection {

        private final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer out = ByteBuffer.allocate(0);
        private ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
        private long sentAt;
        private boolean overloaded;

        Connection(InetSocketAddress server) throws IOException {
            channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        boolean send(Requests requests) throws IOException {
            byte[] request = requests.next();
            if (request == null) {
                return false;
            }
            out = ByteBuffer.wrap(request);
            sentAt = System.nanoTime();
            write();
            return true;
        }

        private void write() throws IOException {
            int unused = channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        /** Goes on with the exchange; true once it is answered whole. */
        boolean advance(Load.Recorder recorder, long now) throws IOException {
            if (key.isWritable()) {
                write();
            }
            if (!key.isReadable()) {
                return false;
            }
            if (channel.read(in) < 0) {
                throw new IOException("the server closed the connection");
            }
            int headEnd = headEnd();
            if (headEnd < 0) {
                return false;
            }
            int whole = headEnd + contentLength(headEnd);
            if (in.position() < whole) {
                if (whole > in.capacity()) {
                    in = ByteBuffer.allocate(whole).put(in.flip());
                }
                return false;
            }
            String status = new String(in.array(), "HTTP/1.1 ".length(), STATUS_DIGITS, StandardCharsets.US_ASCII);
            overloaded = status.equals("503");
            if (overloaded) {
                recorder.refused();
            } else if (status.startsWith("2")) {
                recorder.answered(now - sentAt);
            } else {
                recorder.failed(new String(in.array(), 0, whole, StandardCharsets.UTF_8));
            }
            in.clear();
            return true;
        }

        /** The request that was refused last, if the last was. */
        Optional<byte[]> refused() {
            return overloaded ? Optional.of(out.array()) : Optional.empty();
        }

        private int headEnd() {
            byte[] bytes = in.array();
            for (int i = 3; i < in.position(); i++) {
                if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private int contentLength(int headEnd) {
            byte[] bytes = in.array();
            for (int line = 0; line < headEnd - LENGTH.length; line++) {
                if (bytes[line] == '\n' && isLength(bytes, line + 1)) {
                    int length = 0;
                    for (int i = line + 1 + LENGTH.length; bytes[i] != '\r'; i++) {
                        length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
                    }
                    return length;
                }
            }
            throw new IllegalStateException("an answer without a length: "
                    + new String(bytes, 0, headEnd, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        }

        private static boolean isLength(byte[] bytes, int from) {
            for (int i = 0; i < LENGTH.length; i++) {
                if ((bytes[from + i] | CASE_BIT) != (LENGTH[i] | CASE_BIT)) {
                    return false;
                }
            }
            return true;
        }
    }
}
