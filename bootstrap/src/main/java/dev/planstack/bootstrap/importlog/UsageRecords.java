package dev.planstack.bootstrap.importlog;

import dev.planstack.bootstrap.importing.Line;
import dev.planstack.bootstrap.importing.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes usage records of the lines of one file; the virtual host is the account. */
final class UsageRecords {
    /** Some servers log the port with the virtual host; the account is the host. */
    private static final Pattern ACCOUNT = Pattern.compile("(?<account>[A-Za-z0-9._-]{1,64})(?::[0-9]{1,5})?");

    private final RecordIds ids;

    UsageRecords(RecordIds ids) {
        this.ids = ids;
    }

    Reading<UsageRecord> of(Line line) {
        if (line.tooLong()) {
            return new Reading.Unreadable<>("longer than 64 KiB");
        }
        return AccessLogParser.parse(line.text()).fold(request -> of(line, request), Reading.Unreadable::new);
    }

    private Reading<UsageRecord> of(Line line, AccessLogLine request) {
        if (request.virtualHost().isEmpty()) {
            return new Reading.Unreadable<>("no virtual host before the client's address");
        }
        Matcher virtualHost = ACCOUNT.matcher(request.virtualHost().get());
        if (!virtualHost.matches()) {
            return new Reading.Unreadable<>("virtual host is not an account id (1 to 64 of A-Z a-z 0-9 . _ -)");
        }
        return new Reading.Read<>(new UsageRecord(
                line.number(), ids.of(line), virtualHost.group("account"), request.bytes(), request.occurredAt()));
    }
}
