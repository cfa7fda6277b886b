package dev.planstack.web.webhook;

import dev.planstack.application.webhook.WebhookAnswer;
import dev.planstack.application.webhook.WebhookMessage;
import dev.planstack.application.webhook.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends messages over sockets of its own. A name is looked up once for each attempt, every address is judged, and the connection
 * is made to the very address that was judged: a name that changes its mind in between leads nowhere else. Redirects are not
 * followed.
 */
public final class SocketSender implements WebhookSender {

    private final Settings settings;
    private final Supplier<SSLSocketFactory> tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor deadlines = deadlines();
    private volatile boolean stopped;

    /**
     * How to send.
     *
     * @param privateAllowed whether {@code http} and addresses outside of the public internet are allowed
     * @param timeout how long an attempt may take
     */
    public record Settings(boolean privateAllowed, Duration timeout) {}

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    /** Sends to who shows a certificate that the JVM trusts: by {@code javax.net.ssl.trustStore}, or else the JDK's own. */
    public SocketSender(Settings settings) {
        // reading what the JVM trusts takes longer than to wait for at every start
        this(settings, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), InetAddress::getAllByName);
    }

    SocketSender(Settings settings, Supplier<SSLSocketFactory> tls, Resolver resolver) {
        this.settings = settings;
        this.tls = tls;
        this.resolver = resolver;
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "webhook-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    @Override
    public Optional<String> fault(String url) {
        return Target.parse(url, settings.privateAllowed()).<Optional<String>>fold(this::addressFault, Optional::of);
    }

    private Optional<String> addressFault(Target target) {
        if (!target.isAddress() || settings.privateAllowed()) {
            return Optional.empty();
        }
        try {
            return Addresses.isPublic(InetAddress.getByName(target.host()))
                    ? Optional.empty()
                    : Optional.of("must lead to the public internet");
        } catch (UnknownHostException e) {
            return Optional.of("must name a host or an address");
        }
    }

    @Override
    public WebhookAnswer send(WebhookMessage message) {
        return Target.parse(message.url(), settings.privateAllowed())
                .<WebhookAnswer>fold(target -> send(target, message), fault -> WebhookAnswer.none("the URL " + fault));
    }

    private WebhookAnswer send(Target target, WebhookMessage message) {
        AtomicBoolean late = new AtomicBoolean();
        try (Socket raw = new Socket()) {
            Future<?> deadline = deadlines.schedule(
                    () -> {
                        late.set(true);
                        close(raw);
                    },
                    settings.timeout().toMillis(),
                    TimeUnit.MILLISECONDS);
            open.add(raw);
            try {
                if (stopped) {
                    return WebhookAnswer.none("stopping");
                }
                return exchange(raw, target, message);
            } finally {
                open.remove(raw);
                boolean unused = deadline.cancel(false);
            }
        } catch (IOException e) {
            return WebhookAnswer.none(late.get() ? "no answer within " + settings.timeout() : told(e));
        }
    }

    private WebhookAnswer exchange(Socket raw, Target target, WebhookMessage message) throws IOException {
        InetAddress address = resolve(target);
        raw.connect(
                new InetSocketAddress(address, target.port()),
                Math.toIntExact(settings.timeout().toMillis()));
        Socket socket = target.secure() ? secured(raw, target) : raw;
        return Exchange.over(socket, target, Envelope.of(message), message.sentAt());
    }

    private InetAddress resolve(Target target) throws IOException {
        InetAddress[] found = resolver.resolve(target.host());
        if (!settings.privateAllowed() && !Arrays.stream(found).allMatch(Addresses::isPublic)) {
            throw new SocketException("the host has an address outside of the public internet");
        }
        return found[0];
    }

    /** TLS with the name, not the address: for the receiver to choose its certificate, and for us to check it. */
    private Socket secured(Socket raw, Target target) throws IOException {
        SSLSocket socket = (SSLSocket) tls.get().createSocket(raw, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String told(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host has no address";
        }
        return e instanceof SSLException tls
                ? TlsFault.told(tls)
                : Optional.ofNullable(e.getMessage()).orElse("no answer");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no more use, closed or not
            return;
        }
    }

    @Override
    public void stop() {
        stopped = true;
        open.forEach(SocketSender::close);
    }
}
