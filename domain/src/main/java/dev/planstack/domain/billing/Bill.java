package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.shared.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The pay-as-you-go charges of one account for one closed hour (rule B4).
 *
 * @param hour the start of the hour
 * @param total the sum of the lines
 * @param transaction the number of the transaction that posted it
 * @param lines one for each meter with pay-as-you-go quantity, by meter
 */
public record Bill(Instant hour, Money total, long transaction, List<BillLine> lines) {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("'bill-'uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Keeps a copy of the lines. */
    public Bill {
        lines = ImmutableList.copyOf(lines);
    }

    /** The id on the wire, one for each hour of an account: {@code bill-20260110T100000Z}. */
    public String id() {
        return idOf(hour);
    }

    static String idOf(Instant hour) {
        return ID.format(hour);
    }
}
