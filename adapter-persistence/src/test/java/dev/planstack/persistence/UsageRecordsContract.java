package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.UsageRecords.StoredRecord;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.UsageRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.shared.UsageRecords} promises. */
abstract class UsageRecordsContract extends PortContract {

    private static final Instant HOUR = Instant.parse("2026-01-10T10:00:00Z");

    private static List<RecordId> ids(String... ids) {
        return Stream.of(ids).map(RecordId::new).toList();
    }

    private static final List<RecordId> ALL = ids("r1", "r3", "m1", "gone", "late", "open", "none");

    private void assertAllFound(Map<RecordId, StoredRecord> found) {
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(ids("r1", "r3", "m1", "gone", "late", "open"));
        assertThat(found.values())
                .filteredOn(StoredRecord::voided)
                .extracting(r -> r.record().id().value())
                .containsExactly("gone");
        assertThat(found.values())
                .filteredOn(StoredRecord::settled)
                .extracting(r -> r.record().id().value())
                .containsExactlyInAnyOrder("r1", "r3", "m1", "gone");
    }

    @Test
    void records_are_found_by_id_before_and_after_their_commit() {
        Story[] story = new Story[1];
        commit(() -> {
            story[0] = new Story(ports, Story.ACME, 0);
            story[0].tellAll();
            assertAllFound(ports.records().find(Story.ACME, ALL));
        });
        reopen();
        Map<RecordId, StoredRecord> found = see(() -> ports.records().find(Story.ACME, ALL));
        assertAllFound(found);
        story[0].saved().stream()
                .flatMap(c -> c.accepted().stream().map(Chained::value))
                .forEach(record -> assertThat(found.get(record.id()).record()).isEqualTo(record));
        assertThat(see(() -> ports.records().find(Samples.account("other"), ALL)))
                .isEmpty();
        assertThat(see(() -> ports.records().find(Story.ACME, List.of()))).isEmpty();
    }

    @Test
    void a_void_or_bill_that_is_not_committed_shows_on_records_that_are() {
        Story[] story = new Story[1];
        commit(() -> {
            story[0] = new Story(ports, Story.ACME, 0);
            story[0].use("a", Samples.TRAFFIC, "1", "2026-01-10T10:31:00Z");
            story[0].use("b", Samples.TRAFFIC, "1", "2026-01-10T10:32:00Z");
        });
        commit(() -> {
            story[0].voidRecord("a");
            story[0].passTo("2026-01-10T12:00:00Z");
            Map<RecordId, StoredRecord> found = ports.records().find(Story.ACME, ids("a", "b"));
            assertThat(found.get(new RecordId("a")).voided()).isTrue();
            assertThat(found.get(new RecordId("b")).voided()).isFalse();
            assertThat(found.get(new RecordId("b")).settled()).isTrue();
        });
    }

    @Test
    void open_records_come_in_the_order_of_deduction_without_billed_and_voided_ones() {
        commit(() -> {
            Story story = new Story(ports, Story.ACME, 0);
            story.use("b", Samples.TRAFFIC, "1", "2026-01-10T10:31:00Z");
            story.use("a", Samples.TRANSCODE, "1", "2026-01-10T10:31:00Z");
            story.use("\uD801\uDC37", Samples.TRAFFIC, "1", "2026-01-10T10:31:00Z");
            story.use("\uFF41", Samples.TRAFFIC, "1", "2026-01-10T10:31:00Z");
            story.use("0", Samples.TRAFFIC, "1", "2026-01-10T10:31:00.000000001Z");
            story.use("early", Samples.TRAFFIC, "1", "2026-01-10T09:59:59Z");
            story.use("gone", Samples.TRAFFIC, "1", "2026-01-10T10:31:00Z");
            story.voidRecord("gone");
            assertThat(open(Instant.MIN, Instant.MAX))
                    .containsExactly("early", "a", "b", "\uFF41", "\uD801\uDC37", "0");
        });
        assertThat(see(() -> open(HOUR, Instant.MAX))).containsExactly("a", "b", "\uFF41", "\uD801\uDC37", "0");
        assertThat(see(() -> open(Instant.MIN, HOUR))).containsExactly("early");
        assertThat(see(() -> open(HOUR.plusNanos(1), Instant.MAX))).isEmpty();
    }

    @Test
    void open_records_between_two_of_them_come_in_order_wherever_they_wait() {
        Story[] story = new Story[1];
        commit(() -> {
            story[0] = new Story(ports, Story.ACME, 0);
            story[0].use("e", Samples.TRAFFIC, "1", "2026-01-10T09:59:59Z");
            story[0].use("b", Samples.TRAFFIC, "1", "2026-01-10T10:31:00Z");
            story[0].use("gone", Samples.TRAFFIC, "1", "2026-01-10T10:31:01Z");
            story[0].use("d", Samples.TRAFFIC, "1", "2026-01-10T10:33:00Z");
        });
        commit(() -> {
            story[0].use("a", Samples.TRAFFIC, "1", "2026-01-10T10:30:00Z");
            story[0].use("c", Samples.TRAFFIC, "1", "2026-01-10T10:32:00Z");
            story[0].voidRecord("gone");
            assertThat(between("e", "c")).containsExactly("a", "b", "c");
            assertThat(between("", "b")).containsExactly("e", "a", "b");
            assertThat(between("d", "d")).isEmpty();
        });
        assertThat(see(() -> between("e", "c"))).containsExactly("a", "b", "c");
        assertThat(see(() -> between("", "b"))).containsExactly("e", "a", "b");
        assertThat(see(() -> between("c", "d"))).containsExactly("d");
    }

    private List<String> between(String after, String upTo) {
        Map<RecordId, StoredRecord> all = ports.records().find(Story.ACME, ids("a", "b", "c", "d", "e"));
        Optional<Position> from = Optional.ofNullable(after.isEmpty() ? null : all.get(new RecordId(after)))
                .map(r -> r.record().position());
        Position to = all.get(new RecordId(upTo)).record().position();
        return ports.records().open(Story.ACME, from, to).stream()
                .map(r -> r.id().value())
                .toList();
    }

    private List<String> open(Instant from, Instant until) {
        return ports.records().open(Story.ACME, from, until).stream()
                .map(r -> r.id().value())
                .toList();
    }

    @Test
    void of_billed_hours_only_the_slices_are_final() {
        commit(() -> new Story(ports, Story.ACME, 0).tellAll());
        assertThat(see(() -> open(Instant.MIN, Instant.MAX))).containsExactly("late", "open");
    }

    @Test
    void final_slices_come_back_as_they_were_saved() {
        Story[] story = new Story[1];
        commit(() -> {
            story[0] = new Story(ports, Story.ACME, 0);
            story[0].tellAll();
        });
        reopen();
        List<DeductedRecord> expected =
                story[0].saved().stream().flatMap(c -> c.settled().stream()).toList();
        assertThat(expected).hasSize(3);
        assertThat(expected.get(1).slices()).hasSize(2);

        assertThat(see(() -> ports.records().settled(Story.ACME, HOUR))).isEqualTo(expected);
        for (DeductedRecord deducted : expected) {
            UsageRecord record = deducted.record();
            assertThat(see(() -> ports.records().settledSlices(Story.ACME, record.id())))
                    .isEqualTo(deducted.slices());
        }
        assertThat(see(() -> ports.records().settledSlices(Story.ACME, new RecordId("open"))))
                .isEmpty();
        assertThat(see(() -> ports.records().settled(Story.ACME, HOUR.plusSeconds(7200))))
                .isEmpty();
    }

    @Test
    void a_whole_batch_of_ids_is_looked_up_at_once() {
        List<RecordId> many = IntStream.range(0, 10_000)
                .mapToObj(i -> new RecordId("\"'\\ " + i))
                .toList();
        commit(() -> {
            Story story = new Story(ports, Story.ACME, 0);
            story.use(many.get(7).value(), Samples.TRAFFIC, "1", "2026-01-10T10:31:00Z");
        });
        assertThat(see(() -> ports.records().find(Story.ACME, many)).keySet()).containsExactly(many.get(7));
    }

    @Test
    void what_was_expected_is_what_there_is_by_then_and_not_what_there_was() {
        AccountId other = Samples.account("other");
        Story story = inTransaction(() -> new Story(ports, Story.ACME, 0));
        Map<AccountId, Set<RecordId>> expected =
                Map.of(Story.ACME, Set.copyOf(ids("r1", "r2")), other, Set.copyOf(ids("r1")));
        commit(() -> {
            ports.records().expect(expected);
            assertThat(ports.records().find(Story.ACME, ids("r1", "r2"))).isEmpty();
            story.use("r1", Samples.TRAFFIC, "2", "2026-01-10T10:30:00Z");
            assertThat(ports.records().find(Story.ACME, ids("r1", "r2"))).containsOnlyKeys(ids("r1"));
            // writes what waits
            assertThat(ports.books().nextDueAt()).isPresent();
            assertThat(ports.records().find(Story.ACME, ids("r1", "r2"))).containsOnlyKeys(ids("r1"));
            assertThat(ports.records().find(other, ids("r1"))).isEmpty();
        });
        commit(() -> {
            assertThat(ports.records().find(Story.ACME, ids("r1", "r2"))).containsOnlyKeys(ids("r1"));
            ports.records().expect(expected);
            story.voidRecord("r1");
            assertThat(ports.records()
                            .find(Story.ACME, ids("r1"))
                            .get(ids("r1").get(0))
                            .voided())
                    .isTrue();
            assertThat(ports.records().find(other, ids("r1"))).isEmpty();
        });
    }
}
