package dev.planstack.bootstrap.importlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Artificial access logs in common log format with the virtual host first, of the shape of real ones: a few hosts have
 * most of the requests, fewer still most of the bytes, about half of the lines are out of order within their hour, some
 * have no size. The same arguments always make the same log.
 */
public final class SampleLog {
    private static final List<Host> HOSTS = List.of(
            new Host("www", 30, 4_000, "/", "/about", "/jobs", "/contact"),
            new Host("blog", 24, 9_000, "/", "/feed.xml", "/2014/winter", "/2015/spring"),
            new Host("shop", 18, 24_000, "/", "/cart", "/search?q=lamp", "/item/1843"),
            new Host("images", 14, 48_000, "/logo.png", "/hero.jpg", "/team.jpg"),
            new Host("docs", 9, 12_000, "/", "/api", "/quick-start"),
            new Host("video", 4, 1_900_000, "/tour.mp4", "/launch.mp4"),
            new Host("downloads", 1, 9_000_000, "/tools-1.2.zip", "/tools-1.3.zip"));

    private static final int ALL_SHARES = HOSTS.stream().mapToInt(Host::share).sum();

    /** Set aside for documentation by RFC 5737. */
    private static final List<String> CLIENT_NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

    private static final int SECONDS_PER_HOUR = 3_600;

    private SampleLog() {}

    /**
     * The virtual hosts that occur in the logs.
     *
     * @return valid account ids, the host with the most requests first
     */
    public static List<String> virtualHosts() {
        return HOSTS.stream().map(Host::name).toList();
    }

    /**
     * Writes a log without unreadable lines; what was in the file before is lost.
     *
     * @param file where to
     * @param seed another one makes another log
     * @param start lies in the first hour (in UTC)
     * @param hours how many hours the log covers, at least 1
     * @param lines how many lines it has
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if a number is out of bounds
     * @see #lines
     */
    public static void write(Path file, long seed, Instant start, int hours, int lines) throws IOException {
        try (Stream<String> log = lines(seed, start, hours, lines, 0);
                BufferedWriter writer = Files.newBufferedWriter(file, UTF_8)) {
            for (Iterator<String> each = log.iterator(); each.hasNext(); ) {
                writer.write(each.next());
                writer.write('\n');
            }
        }
    }

    /**
     * The lines of a log, hour by hour, evenly spread over the hours.
     *
     * @param seed another one makes another log
     * @param start lies in the first hour (in UTC)
     * @param hours how many hours the log covers, at least 1
     * @param lines how many lines it has
     * @param unreadable how many of the lines are damaged, evenly spread, such that an import reports each
     * @return the lines without their ends, as a sequential stream
     * @throws IllegalArgumentException if a number is negative, there is no hour, or more are damaged than there are
     */
    public static Stream<String> lines(long seed, Instant start, int hours, int lines, int unreadable) {
        if (hours < 1 || lines < 0 || unreadable < 0 || unreadable > lines) {
            throw new IllegalArgumentException("hours " + hours + ", lines " + lines + ", unreadable " + unreadable);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Instant firstHour = start.truncatedTo(ChronoUnit.HOURS);
        return IntStream.range(0, lines).mapToObj(index -> {
            Instant hour = firstHour.plus((long) index * hours / lines, ChronoUnit.HOURS);
            String line = line(random, hour);
            boolean damaged = (index + 1L) * unreadable / lines > (long) index * unreadable / lines;
            return damaged ? damage(line, random.nextInt(4)) : line;
        });
    }

    private static String line(SplittableRandom random, Instant hour) {
        Host host = host(random);
        String client = CLIENT_NETWORKS.get(random.nextInt(CLIENT_NETWORKS.size())) + random.nextInt(1, 255);
        String timestamp = LogTimestamp.format(hour.plusSeconds(random.nextInt(SECONDS_PER_HOUR)));
        String path = host.paths().get(random.nextInt(host.paths().size()));
        return host.name() + " " + client + " - - [" + timestamp + "] \"GET " + path + " HTTP/1.1\" "
                + statusAndBytes(random, host);
    }

    private static String statusAndBytes(SplittableRandom random, Host host) {
        int percent = random.nextInt(100);
        if (percent < 8) {
            return "304 -";
        }
        return percent < 11 ? "404 " + random.nextInt(180, 360) : "200 " + size(random, host);
    }

    private static Host host(SplittableRandom random) {
        int ticket = random.nextInt(ALL_SHARES);
        for (Host host : HOSTS) {
            ticket -= host.share();
            if (ticket < 0) {
                return host;
            }
        }
        throw new AssertionError("The shares add up to " + ALL_SHARES);
    }

    /** Up to eight times the host's typical size, the larger the rarer. */
    private static int size(SplittableRandom random, Host host) {
        int largest = host.typicalBytes() << random.nextInt(4);
        return random.nextInt(1, largest + 1) / (1 + random.nextInt(3)) + 1;
    }

    private static String damage(String line, int kind) {
        return switch (kind) {
            case 0 -> line.substring(0, line.indexOf(" [") + 10);
            case 1 -> line.substring(line.indexOf(' ') + 1);
            case 2 -> line.substring(0, line.lastIndexOf('"'));
            default -> line.replace(":", ";");
        };
    }

    private record Host(String name, int share, int typicalBytes, List<String> paths) {
        Host(String name, int share, int typicalBytes, String... paths) {
            this(name, share, typicalBytes, List.of(paths));
        }
    }
}
