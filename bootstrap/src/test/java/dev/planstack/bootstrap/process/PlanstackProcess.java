package dev.planstack.bootstrap.process;

import dev.planstack.bootstrap.api.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The packaged jar in a process of its own. */
final class PlanstackProcess implements AutoCloseable {

    static final String JAR = Objects.requireNonNull(System.getProperty("planstack.jar"));
    static final String KEY = "key-for-tests";

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread reader;

    private PlanstackProcess(Path folder, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("PLANSTACK_"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        reader = new Thread(this::read, "output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the jar with these arguments. */
    static PlanstackProcess start(Path folder, Map<String, String> environment, String... arguments) {
        // most of these processes live for seconds, in which the second compiler only costs
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", JAR));
        command.addAll(Arrays.asList(arguments));
        return new PlanstackProcess(folder, environment, command);
    }

    /** Starts a sandbox on a free port, with the usual key, and waits until it listens. */
    static PlanstackProcess sandbox(Path folder, String... more) {
        PlanstackProcess started = startSandbox(folder, Map.of(), more);
        String unused = started.awaitLine("Planstack listens on ");
        return started;
    }

    /** As {@link #sandbox}, with more in its environment, and without waiting. */
    static PlanstackProcess startSandbox(Path folder, Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--sandbox", "--port", "" + freePort()));
        arguments.addAll(Arrays.asList(more));
        Map<String, String> all = new HashMap<>(environment);
        all.put("PLANSTACK_ADMIN_KEY", KEY);
        return start(folder, all, arguments.toArray(String[]::new));
    }

    /** Runs a shell script. */
    static PlanstackProcess bash(Path folder, Map<String, String> environment, String script) {
        return new PlanstackProcess(folder, environment, List.of("bash", "-c", script));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                    output.notifyAll();
                }
            }
        } catch (IOException e) {
            // the process is gone
        } finally {
            ended.countDown();
            synchronized (output) {
                output.notifyAll();
            }
        }
    }

    /** Waits for a line with this text, and answers it. */
    String awaitLine(String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (output) {
            while (true) {
                for (String line : output) {
                    if (line.contains(text)) {
                        return line;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || ended.getCount() == 0) {
                    throw new IllegalStateException("no line with \"" + text + "\" in " + output);
                }
                try {
                    output.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Waits until it listens or has ended, and tells whether it listens. */
    boolean listens() {
        try {
            String unused = awaitLine("Planstack listens on ");
            return true;
        } catch (IllegalStateException e) {
            if (ended.getCount() > 0) {
                throw e;
            }
            return false;
        }
    }

    /** Where it listens. */
    String url() {
        return awaitLine("Planstack listens on ").replaceFirst(".*listens on (\\S+).*", "$1");
    }

    ApiClient client() {
        return new ApiClient(url(), KEY);
    }

    /** A client that turns to another one when it is not answered within seconds. */
    ApiClient impatientClient() {
        return new ApiClient(url(), KEY, Duration.ofSeconds(3));
    }

    /** Everything printed so far. */
    String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** Kills it as a power cut would: nothing can be tidied up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int unused = exitStatus();
    }

    /** Has it stand still in whatever it is doing, until {@link #resume}. */
    void pause() throws InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #pause}, unaware of the time that has passed. */
    void resume() throws InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws InterruptedException {
        try (PlanstackProcess kill =
                new PlanstackProcess(Path.of("/"), Map.of(), List.of("kill", "-" + name, "" + process.pid()))) {
            if (kill.exitStatus() != 0) {
                throw new IllegalStateException(kill.output());
            }
        }
    }

    /** Asks it to end, as {@code kill} without a number does. */
    void terminate() {
        process.destroy();
    }

    boolean endsWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    boolean endsWithinMillis(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Waits for its end. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running: " + output());
        }
        reader.join(TimeUnit.SECONDS.toMillis(10));
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
