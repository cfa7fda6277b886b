package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.bootstrap.api.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the service writes under load is recorded, and the power cut at random instants: it starts from what is on the disk then, with
 * everything that it had acknowledged. More cuts with {@code -Dplanstack.faults.cuts=2000}.
 */
class PowerCutIT {

    private static final int CUTS = Integer.getInteger("planstack.faults.cuts", 20);
    private static final int CONTROLS = 5;
    private static final int ACKNOWLEDGED = 1_000;

    // the index of the log is made anew
    private static final Set<String> FILES = Set.of("t.db", "t.db-wal");

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20260110);
    private List<DiskEvent> events;
    private Ledger ledger;

    private void record() throws Exception {
        Path recording = folder.resolve("recording");
        Map<String, String> environment = Map.of(
                "LD_PRELOAD", NativeLibrary.compiled("recorder").toString(),
                "RECORD_FILE", "/t.db",
                "RECORD_TO", recording.toString());
        try (PlanstackProcess service =
                PlanstackProcess.startSandbox(folder, environment, "--database", "t.db", "--clock", Load.NOON)) {
            assertThat(service.listens()).as(service.output()).isTrue();
            Load.prepare(service.client());
            Load load = new Load(service.client());
            load.awaitAcknowledged(ACKNOWLEDGED);
            service.kill();
            load.abandon();
            ledger = load.ledger();
        }
        events = DiskEvent.recorded(recording).stream()
                .filter(event -> FILES.contains(event.file()))
                .toList();
        assertThat(events.stream().map(DiskEvent::file).collect(Collectors.toSet()))
                .isEqualTo(FILES);
    }

    /** What is wrong after each cut. */
    private List<String> faults(int cuts, Predicate<String> forced) throws IOException {
        Set<Integer> instants = new TreeSet<>();
        while (instants.size() < cuts) {
            instants.add(random.nextInt(events.size()));
        }
        SimulatedDisk disk = new SimulatedDisk(forced);
        List<String> faults = new ArrayList<>();
        int next = 0;
        for (int instant : instants) {
            while (next < instant) {
                disk.happened(events.get(next++));
            }
            Path image = Files.createTempDirectory(folder, "cut-" + instant + "-");
            disk.cut(image, random);
            faults.addAll(faults(image.resolve("t.db"), events.get(instant).at()));
        }
        return faults;
    }

    private List<String> faults(Path database, long cutAt) {
        List<String> faults = new ArrayList<>();
        try (RunningService service = RunningService.sandbox(database, Load.NOON)) {
            service.client().get("/v1/clock").expect(200);
        } catch (StorageRefusedException e) {
            faults.add(database + " cannot be opened: " + e.getMessage());
            return faults;
        }
        Exports.complaints(database).lines().map(c -> database + ": " + c).forEach(faults::add);
        ledger.faults(Exports.of(database), cutAt).stream()
                .map(fault -> database + ": " + fault)
                .forEach(faults::add);
        return faults;
    }

    @Test
    void what_was_acknowledged_survives_a_power_cut_at_any_instant() throws Exception {
        record();

        assertThat(faults(CUTS, file -> true)).isEmpty();

        // the control: with a log that is not forced with each commit acknowledged writes are lost, and that is seen
        assertThat(faults(CONTROLS, file -> !file.endsWith("-wal"))).isNotEmpty();
    }
}
