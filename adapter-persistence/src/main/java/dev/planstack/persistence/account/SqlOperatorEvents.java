package dev.planstack.persistence.account;

import dev.planstack.application.shared.OperatorEvents;
import dev.planstack.domain.shared.Event;
import dev.planstack.persistence.account.PostingTables.NumberedEvent;
import dev.planstack.persistence.shared.Cursors;
import dev.planstack.persistence.shared.Sessions;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Adds events of the operator's own to the table of events, by index. */
final class SqlOperatorEvents implements OperatorEvents {

    private static final String LAST_SEQUENCE =
            "SELECT sequence FROM event WHERE account = :owner ORDER BY sequence DESC LIMIT 1";

    private static final String LAST_ORDINAL =
            "SELECT ordinal FROM event WHERE commit_seq = :commit ORDER BY ordinal DESC LIMIT 1";

    private final Sessions sessions;

    SqlOperatorEvents(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void add(List<Event> events, long commit) {
        if (events.isEmpty()) {
            return;
        }
        PostingTables.addOperatorEvents(sessions, sessions.read(handle -> numbered(handle, events, commit)));
    }

    private static List<NumberedEvent> numbered(Handle handle, List<Event> events, long commit) {
        long sequence = handle.createQuery(LAST_SEQUENCE)
                .bind("owner", PostingTables.OPERATOR)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        int ordinal = handle.createQuery(LAST_ORDINAL)
                .bind("commit", commit)
                .mapTo(Integer.class)
                .findOne()
                .orElse(-1);
        return IntStream.rangeClosed(1, events.size())
                .mapToObj(
                        i -> new NumberedEvent(sequence + i, new Cursors.Place(commit, ordinal + i), events.get(i - 1)))
                .toList();
    }
}
