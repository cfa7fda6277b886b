package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.importlog.SampleLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An access log through the real jar, interrupted and repeated: nothing is lost, nothing counted twice. */
class ImportLogIT {

    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final int HOURS = 12;
    private static final int LINES = 24_000;
    private static final int UNREADABLE = 17;
    private static final long QUOTA = 5_000_000;

    /** Not the pattern of the import: read off the format, for an independent sum. */
    private static final Pattern LINE = Pattern.compile(
            "(\\S+) \\d+\\.\\d+\\.\\d+\\.\\d+ - - \\[[^:;\\]]{11}(?::\\d\\d){3} \\+0000] \"GET \\S+ HTTP/1\\.1\" \\d{3} (\\d+|-)");

    @TempDir
    Path folder;

    private final Map<String, Long> bytes = new TreeMap<>();
    private final List<Integer> unreadable = new ArrayList<>();

    private Path log() throws IOException {
        List<String> lines = SampleLog.lines(4, START, HOURS, LINES, UNREADABLE).toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                unreadable.add(i + 1);
            } else if (!line.group(2).equals("-")) {
                bytes.merge(line.group(1), Long.parseLong(line.group(2)), Long::sum);
            }
        }
        assertThat(unreadable).hasSize(UNREADABLE);
        return Files.write(folder.resolve("access.log"), lines);
    }

    private PlanstackProcess importing(Path log, String url) {
        return PlanstackProcess.start(
                folder,
                Map.of("PLANSTACK_API_KEY", PlanstackProcess.KEY),
                "import-log",
                log.toString(),
                "--meter",
                "traffic",
                "--to",
                url,
                "--advance-clock");
    }

    private static long total(ApiClient client, String host, String field) {
        return client.all("/v1/accounts/" + host + "/usage", 1_000).stream()
                .map((JsonNode row) -> new BigDecimal(row.get(field).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .longValueExact();
    }

    @Test
    void interrupted_and_repeated_it_counts_each_line_once() throws Exception {
        Path log = log();
        long all = bytes.values().stream().mapToLong(Long::longValue).sum();
        try (PlanstackProcess service = PlanstackProcess.sandbox(folder, "--clock", START.toString())) {
            ApiClient client = service.client();
            client.meter("traffic", "byte", 0, "0.00000004");
            client.offering("web", "traffic", "" + QUOTA, "P1M", "1.00");
            for (String host : SampleLog.virtualHosts()) {
                client.account(host, "10.00");
                client.buy(host, "web");
            }

            try (PlanstackProcess first = importing(log, service.url())) {
                while (total(client, "www", "quantity") == 0) {
                    assertThat(first.endsWithin(0)).as(first.output()).isFalse();
                }
                first.kill();
            }
            long before = bytes.keySet().stream()
                    .mapToLong(host -> total(client, host, "quantity"))
                    .sum();
            assertThat(before).as("interrupted midway").isGreaterThan(0).isLessThan(all);

            try (PlanstackProcess second = importing(log, service.url())) {
                assertThat(second.exitStatus()).as(second.output()).isZero();
                assertThat(second.output()).contains(LINES + " lines read").contains(UNREADABLE + " unreadable");
                assertThat(second.output()
                                .lines()
                                .filter(line -> line.matches("  line \\d+: .*"))
                                .map(line -> Integer.valueOf(line.replaceAll("\\D*(\\d+):.*", "$1"))))
                        .containsExactlyElementsOf(unreadable);
            }
            everythingIsThereOnce(client);

            try (PlanstackProcess third = importing(log, service.url())) {
                assertThat(third.exitStatus()).as(third.output()).isZero();
                assertThat(third.output()).containsPattern("\\b0 accepted");
            }
            everythingIsThereOnce(client);
        }
    }

    private void everythingIsThereOnce(ApiClient client) {
        int drained = 0;
        for (Map.Entry<String, Long> host : bytes.entrySet()) {
            long used = host.getValue();
            assertThat(total(client, host.getKey(), "quantity"))
                    .as(host.getKey())
                    .isEqualTo(used);
            assertThat(total(client, host.getKey(), "byPlans"))
                    .as(host.getKey())
                    .isEqualTo(Math.min(QUOTA, used));
            assertThat(total(client, host.getKey(), "payAsYouGo"))
                    .as(host.getKey())
                    .isEqualTo(Math.max(0, used - QUOTA));
            drained += used > QUOTA ? 1 : 0;
        }
        assertThat(drained).as("plans run out").isPositive();
    }
}
