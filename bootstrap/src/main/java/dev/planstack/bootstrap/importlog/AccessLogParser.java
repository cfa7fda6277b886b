package dev.planstack.bootstrap.importlog;

import dev.planstack.bootstrap.importing.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lines in common or combined log format, with or without a virtual host as the first field:
 * {@code vhost ip ident user [12/May/2024:10:05:03 +0000] "request" status bytes ["referrer" "agent" ...]}. In quotes a
 * backslash protects the next character. Any text is answered, none throws.
 */
final class AccessLogParser {
    /** What stands before the timestamp: the virtual host, if the log has it, address, identity and user. */
    private static final Pattern CLIENT = Pattern.compile("(?:(?<vhost>[^ ]++) ++)?[^ ]++ ++[^ ]++ ++[^ ]++");

    /** At most 15 digits, since that is what a quantity may have. */
    private static final Pattern STATUS_AND_BYTES =
            Pattern.compile(" +(?:[0-9]{3}|-) +(?<bytes>[0-9]{1,15}|-)(?<rest> .*)?", Pattern.DOTALL);

    private AccessLogParser() {}

    static Reading<AccessLogLine> parse(String text) {
        int opening = text.indexOf(" [");
        int closing = text.indexOf(']', opening + 1);
        if (opening < 0 || closing < 0) {
            return unreadable("no timestamp");
        }
        Matcher client = CLIENT.matcher(text.substring(0, opening).strip());
        if (!client.matches()) {
            return unreadable("not 3 or 4 fields before the timestamp");
        }
        Optional<Instant> occurredAt = LogTimestamp.parse(text.substring(opening + 2, closing));
        if (occurredAt.isEmpty()) {
            return unreadable("timestamp cannot be read");
        }
        int requestEnd = endOfQuoted(text, closing + 1);
        if (requestEnd < 0) {
            return unreadable("no request in quotes");
        }
        Matcher sent = STATUS_AND_BYTES.matcher(text.substring(requestEnd));
        if (!sent.matches()) {
            return unreadable("status and bytes cannot be read");
        }
        String rest = sent.group("rest");
        if (rest != null && !rest.isBlank() && !startsWithReferrerAndAgent(rest)) {
            return unreadable("text after the bytes is not a referrer and an agent");
        }
        String bytes = sent.group("bytes");
        return new Reading.Read<>(new AccessLogLine(
                Optional.ofNullable(client.group("vhost")),
                occurredAt.get(),
                bytes.equals("-") ? 0 : Long.parseLong(bytes)));
    }

    private static Reading<AccessLogLine> unreadable(String reason) {
        return new Reading.Unreadable<>(reason);
    }

    /** Log formats of today often append fields of their own, such as the time taken: these are let pass. */
    private static boolean startsWithReferrerAndAgent(String rest) {
        int referrerEnd = endOfQuoted(rest, 0);
        int agentEnd = referrerEnd < 0 ? -1 : endOfQuoted(rest, referrerEnd);
        return agentEnd > 0 && (agentEnd == rest.length() || rest.charAt(agentEnd) == ' ');
    }

    /** The index after the quoted string that follows at least one space at {@code from}; -1 if there is none. */
    private static int endOfQuoted(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == from || at == text.length() || text.charAt(at) != '"') {
            return -1;
        }
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '"') {
                return at + 1;
            }
            if (next == '\\') {
                at++;
            }
        }
        return -1;
    }
}
