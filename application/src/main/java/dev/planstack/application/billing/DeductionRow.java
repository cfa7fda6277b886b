package dev.planstack.application.billing;

import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.shared.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One deduction: the part of a record that one plan covers.
 *
 * @param record the record
 * @param ordinal its place among the record's slices, from 0
 * @param quantity units of the meter
 * @param draw what it took from the plan
 * @param settled whether it is final
 */
public record DeductionRow(UsageRecord record, int ordinal, Quantity quantity, Slice.Draw draw, boolean settled) {

    /**
     * A place in the order of deduction.
     *
     * @param position the record's
     * @param ordinal the slice's
     */
    public record Cursor(Position position, int ordinal) implements Comparable<Cursor> {

        private static final Comparator<Cursor> ORDER =
                Comparator.comparing(Cursor::position).thenComparing(Cursor::ordinal);

        @Override
        public int compareTo(Cursor other) {
            return ORDER.compare(this, other);
        }

        /** As it is given to clients. */
        public String text() {
            String plain = position.hour() + " " + position.occurredAt() + " " + ordinal + " " + position.id();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        /** Reads what {@link #text} wrote; empty if it is nothing of the kind. */
        public static Optional<Cursor> parse(String text) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                List<String> parts = List.of(plain.split(" ", 4));
                return Optional.of(new Cursor(
                        new Position(
                                Instant.parse(parts.get(0)), Instant.parse(parts.get(1)), new RecordId(parts.get(3))),
                        Integer.parseInt(parts.get(2))));
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }
    }

    /** Its place in the order of deduction. */
    public Cursor cursor() {
        return new Cursor(record.position(), ordinal);
    }
}
