package dev.planstack.bootstrap.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Stands before a PostgreSQL server, reads the messages that go through it, and cuts connections: all of them, or the one
 * that is about to commit something written, before or after the server has done so.
 */
final class PostgresProxy implements AutoCloseable {

    /** What of a commit does not arrive. */
    enum Loss {
        THE_COMMIT,
        ITS_ANSWER
    }

    private static final int WITHOUT_TYPE = -1;
    private static final int NEGOTIATION = 1234;
    private static final Pattern WRITES = Pattern.compile("(?is)\\s*(INSERT|UPDATE|DELETE|WITH)\\b.*");

    private final int server;
    private final ServerSocket listening;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Loss> next = new AtomicReference<>();
    private final AtomicInteger lost = new AtomicInteger();

    PostgresProxy(int server) throws IOException {
        this.server = server;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Loses this of the next commit of something written. */
    void loseNext(Loss loss) {
        next.set(loss);
    }

    /** How many commits lost something. */
    int lost() {
        return lost.get();
    }

    /** Cuts all connections there are. */
    void cut() {
        links.forEach(Link::cut);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            try {
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), server));
                links.add(link);
                run(link::forward);
            } catch (IOException e) {
                client.close(); // the server is not there
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // one of both ends has closed
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** A message of the protocol: its type, how long it is with the length itself, and what is in it. */
    private static final class Message {

        private final int type;
        private final byte[] body;

        private Message(int type, byte[] body) {
            this.type = type;
            this.body = body;
        }

        static Message read(DataInputStream in, boolean hasType) throws IOException {
            int type = hasType ? in.readUnsignedByte() : WITHOUT_TYPE;
            return new Message(type, in.readNBytes(in.readInt() - Integer.BYTES));
        }

        void write(DataOutputStream out) throws IOException {
            if (type != WITHOUT_TYPE) {
                out.writeByte(type);
            }
            out.writeInt(body.length + Integer.BYTES);
            out.write(body);
        }

        boolean is(char wanted) {
            return type == wanted;
        }

        boolean asksForEncryption() {
            return body.length == Integer.BYTES && ((body[0] & 0xFF) << 8 | (body[1] & 0xFF)) == NEGOTIATION;
        }

        /** The texts that it begins with. */
        String[] texts(int count) {
            return new String(body, StandardCharsets.UTF_8).split("\0", count + 1);
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket origin;
        private final Map<String, String> statements = new HashMap<>();
        private boolean wrote;
        private volatile boolean losingAnswer;

        Link(Socket client, Socket origin) throws IOException {
            this.client = client;
            this.origin = origin;
            client.setTcpNoDelay(true);
            origin.setTcpNoDelay(true);
        }

        private DataInputStream in(Socket socket) throws IOException {
            return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        }

        private DataOutputStream out(Socket socket) throws IOException {
            return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        void forward() throws IOException {
            try {
                DataInputStream from = in(client);
                DataOutputStream to = out(origin);
                Message start = Message.read(from, false);
                while (start.asksForEncryption()) {
                    start.write(to);
                    to.flush();
                    client.getOutputStream().write(origin.getInputStream().read());
                    start = Message.read(from, false);
                }
                start.write(to);
                to.flush();
                run(this::answer);
                while (true) {
                    Message message = Message.read(from, true);
                    if (isCommit(message)) {
                        Loss loss = next.getAndSet(null);
                        if (loss == Loss.THE_COMMIT) {
                            lost.incrementAndGet();
                            return;
                        }
                        losingAnswer = loss == Loss.ITS_ANSWER;
                    }
                    message.write(to);
                    if (from.available() == 0) {
                        to.flush();
                    }
                }
            } finally {
                cut();
            }
        }

        private void answer() throws IOException {
            try {
                DataInputStream from = in(origin);
                DataOutputStream to = out(client);
                while (true) {
                    Message message = Message.read(from, true);
                    if (losingAnswer && message.is('C') && message.texts(1)[0].equals("COMMIT")) {
                        lost.incrementAndGet();
                        return;
                    }
                    message.write(to);
                    if (from.available() == 0 && !losingAnswer) {
                        to.flush();
                    }
                }
            } finally {
                cut();
            }
        }

        /** Whether a message has something committed that was written. */
        private boolean isCommit(Message message) {
            String sql = "";
            if (message.is('Q')) {
                sql = message.texts(1)[0];
            } else if (message.is('P')) {
                String[] texts = message.texts(2);
                statements.put(texts[0], texts[1]);
            } else if (message.is('B')) {
                sql = statements.getOrDefault(message.texts(2)[1], "");
            }
            if (WRITES.matcher(sql).matches()) {
                wrote = true;
            }
            if (!sql.strip().equalsIgnoreCase("COMMIT")) {
                return false;
            }
            boolean isCommit = wrote;
            wrote = false;
            return isCommit;
        }

        void cut() {
            links.remove(this);
            for (Socket socket : new Socket[] {client, origin}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // it is closed
                }
            }
        }
    }
}
