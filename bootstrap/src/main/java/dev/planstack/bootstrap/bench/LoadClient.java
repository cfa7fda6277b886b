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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();

    /** Gives the whole bytes of the next request; null when there are no more. */
    @FunctionalInterface
    interface Requests {

        /** The next request. */
        byte @Nullable [] next();
    }

    LoadClient(InetSocketAddress server, int connections) {
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                this.connections.add(new Connection(server));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends requests until the time is over or there are no more, and waits for the answers. */
    Load run(Requests requests, Duration time) {
        Load.Recorder recorder = new Load.Recorder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorder.done(System.nanoTime() - start);
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections) {
                connection.channel.close();
            }
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
            if (in.array()["HTTP/1.1 ".length()] == '2') {
                recorder.answered(now - sentAt);
            } else {
                recorder.failed(new String(in.array(), 0, whole, StandardCharsets.UTF_8));
            }
            in.clear();
            return true;
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
