package dev.planstack.bootstrap.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A server in a process of its own, so that its CPU time and memory can be told apart. */
final class ServerProcess implements AutoCloseable {

    private static final String LISTENS = "listens on ";
    private static final int SHOWN_LINES = 50;

    private final Process process;
    private final InetSocketAddress address;
    private final Duration startedIn;

    private ServerProcess(Process process, InetSocketAddress address, Duration startedIn) {
        this.process = process;
        this.address = address;
        this.startedIn = startedIn;
    }

    /**
     * Starts a program of this jar and waits until it says where it listens.
     *
     * @param options options of the virtual machine
     * @param main its main class
     * @param arguments its arguments
     */
    static ServerProcess start(
            List<String> options, String main, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PLANSTACK_"));
        builder.environment().putAll(environment);
        try {
            long before = System.nanoTime();
            Process process = builder.start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            InetSocketAddress address = awaitAddress(lines);
            Duration startedIn = Duration.ofNanos(System.nanoTime() - before);
            drain(lines);
            return new ServerProcess(process, address, startedIn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress awaitAddress(BufferedReader lines) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int at = line.indexOf(LISTENS);
            if (at >= 0) {
                URI uri = URI.create(line.substring(at + LISTENS.length()).split(" ", 2)[0]);
                return new InetSocketAddress(uri.getHost(), uri.getPort());
            }
            if (seen.size() < SHOWN_LINES) {
                seen.add(line);
            }
        }
        throw new IllegalStateException("a server did not start: " + String.join("\n", seen));
    }

    /** A server that fills the pipe of its output would stop. */
    private static void drain(BufferedReader lines) {
        Thread drain = new Thread(
                () -> {
                    try (lines) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (line.contains(" ERROR ")) {
                                System.err.println(line);
                            }
                        }
                    } catch (IOException e) {
                        // the server is gone, and what it would still have said with it
                    }
                },
                "output of a server");
        drain.setDaemon(true);
        drain.start();
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return address;
    }

    /** From the start of its process until it listened. */
    Duration startedIn() {
        return startedIn;
    }

    /** The CPU time that it took so far, where the system tells. */
    OptionalDouble cpuSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(cpu -> OptionalDouble.of(cpu.toNanos() / 1e9))
                .orElseGet(OptionalDouble::empty);
    }

    /** The memory that it holds, in bytes, where the system tells. */
    OptionalLong residentBytes() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try {
            return Files.exists(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                            .findFirst()
                    : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        Process ended = process.onExit().join();
        if (ended.isAlive()) {
            throw new IllegalStateException("a server did not stop");
        }
    }
}
