package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.ceiling.RawRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Usage records without end: all of one hour, of accounts by chance, each with an id of its own. */
final class Traffic {

    static final String METER = "traffic";
    static final Instant HOUR = Instant.parse("2026-01-10T10:00:00Z");

    private static final String QUANTITY = "0.25";
    private static final long SEED = 11;
    private static final long NANOS_A_RECORD = 200_000;
    private static final long HOUR_NANOS = 3_599_000_000_000L;
    private static final int DIGITS = 9;
    private static final int MINUTE = 60;
    private static final int THOUSAND = 1_000;
    private static final int SECOND_IN_MICROS = 1_000_000;

    private final String prefix;
    private final Share share;
    private final int accounts;
    private final boolean shuffled;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long count;

    /**
     * A part of the accounts: each so-many-th.
     *
     * @param number which part, from 0
     * @param of how many parts there are
     */
    record Share(int number, int of) {

        static final Share ALL = new Share(0, 1);
    }

    private Traffic(String prefix, int accounts, Share share, boolean shuffled) {
        this.prefix = prefix;
        this.share = share;
        this.accounts = accounts / share.of;
        this.shuffled = shuffled;
    }

    /** Records in the order in which they occur; {@code prefix} tells their ids from those of others. */
    static Traffic inOrder(String prefix, int accounts) {
        return inOrder(prefix, accounts, Share.ALL);
    }

    /** As {@link #inOrder(String, int)}, of a part of the accounts. */
    static Traffic inOrder(String prefix, int accounts, Share share) {
        return new Traffic(prefix, accounts, share, false);
    }

    /** As {@link #inOrder(String, int)}, but each second record is of any time of the hour. */
    static Traffic halfOutOfOrder(String prefix, int accounts) {
        return new Traffic(prefix, accounts, Share.ALL, true);
    }

    private String anyAccount() {
        return account(share.number + share.of * random.nextInt(accounts));
    }

    static String account(int number) {
        return "a" + padded(number, DIGITS);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** A request with one record. */
    byte[] single() {
        StringBuilder body = new StringBuilder();
        record(body);
        return Http.request("POST", "/v1/usage", body.toString());
    }

    /** A request with many records. */
    byte[] batch(int records) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < records; i++) {
            body.append(i == 0 ? "" : ",");
            record(body);
        }
        return Http.request("POST", "/v1/usage?results=none", body.append(']').toString());
    }

    private void record(StringBuilder body) {
        count++;
        body.append("{\"id\":\"").append(prefix).append(padded(count, DIGITS));
        body.append("\",\"account\":\"").append(anyAccount());
        body.append("\",\"meter\":\"" + METER + "\",\"quantity\":\"" + QUANTITY + "\",\"occurredAt\":\"2026-01-10T10:");
        long micros = at() / THOUSAND;
        int second = (int) (micros / SECOND_IN_MICROS);
        body.append(padded(second / MINUTE, 2)).append(':').append(padded(second % MINUTE, 2));
        body.append('.').append(padded(micros % SECOND_IN_MICROS, 6)).append("Z\"}");
    }

    private long at() {
        boolean any = shuffled && count % 2 == 0;
        return any ? random.nextLong(HOUR_NANOS) : count * NANOS_A_RECORD % HOUR_NANOS;
    }

    /** The same as rows. */
    List<RawRows.Row> rows(int records) {
        long hour = HOUR.getEpochSecond() * THOUSAND * SECOND_IN_MICROS;
        List<RawRows.Row> rows = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            count++;
            rows.add(new RawRows.Row(
                    anyAccount(), hour, hour + at(), prefix + padded(count, DIGITS), METER, new BigDecimal(QUANTITY)));
        }
        return rows;
    }
}
