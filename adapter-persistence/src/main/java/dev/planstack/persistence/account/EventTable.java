package dev.planstack.persistence.account;

import dev.planstack.application.shared.OperatorEvents;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Event;
import dev.planstack.persistence.shared.Buffer;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Sessions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The table of events. What waits to be written to it waits for the numbers of the transaction's changes. */
public final class EventTable implements OperatorEvents, Buffer {

    /** In place of an account: the operator. No account has an empty id. */
    static final String OPERATOR = "";

    private static final Insert ADD =
            new Insert("event (account, sequence, type, at, data, commit_seq, ordinal)", 7, "");

    private static final String LAST_OF_OPERATOR =
            "SELECT sequence FROM event WHERE account = :owner ORDER BY sequence DESC LIMIT 1";

    private final Sessions sessions;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<ToldByOperator> toldByOperator = new ArrayList<>();

    private EventTable(Sessions sessions) {
        this.sessions = sessions;
    }

    /** An event, with the number of its change among those of its transaction. */
    private record Waiting(String owner, long sequence, long number, Event event) {}

    private record ToldByOperator(long number, Event event) {}

    /** An event with its place in the feed of all events. */
    private record Placed(Waiting waiting, long commit, int ordinal) {}

    /** The table of a database, once: events wait here. */
    public static EventTable over(Sessions sessions) {
        EventTable table = new EventTable(sessions);
        sessions.register(table);
        return table;
    }

    /** Adds events of an account, the first of which has a number among its events; they tell of the transaction's change number {@code number}. */
    public void add(AccountId account, long first, List<Event> events, long number) {
        sessions.requireWriting();
        for (int i = 0; i < events.size(); i++) {
            waiting.add(new Waiting(account.value(), first + i, number, events.get(i)));
        }
    }

    @Override
    public void add(List<Event> events, long number) {
        sessions.requireWriting();
        events.forEach(event -> toldByOperator.add(new ToldByOperator(number, event)));
    }

    @Override
    public void flush() {
        // without their numbers they cannot be written
    }

    @Override
    public void number(long before) {
        numberOperators();
        Map<Long, Integer> ofCommit = new HashMap<>();
        List<Placed> placed = waiting.stream()
                .sorted(Comparator.comparingLong(Waiting::number))
                .map(event ->
                        new Placed(event, before + event.number(), ofCommit.merge(event.number(), 1, Integer::sum) - 1))
                .sorted(Comparator.comparing((Placed p) -> p.waiting().owner())
                        .thenComparingLong(p -> p.waiting().sequence()))
                .toList();
        sessions.change(ADD, placed, (event, values) -> {
            values.text(event.waiting().owner());
            values.number(event.waiting().sequence());
            values.text(event.waiting().event().type().code());
            values.number(Columns.nanos(event.waiting().event().at()));
            values.text(Json.write(event.waiting().event().data()));
            values.number(event.commit());
            values.number(event.ordinal());
        });
        discard();
    }

    /** They come after those of accounts, because they are added here. */
    private void numberOperators() {
        if (toldByOperator.isEmpty()) {
            return;
        }
        long last = sessions.readWritten(handle -> handle.createQuery(LAST_OF_OPERATOR)
                .bind("owner", OPERATOR)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
        LongStream.range(0, toldByOperator.size()).forEach(i -> {
            ToldByOperator told = toldByOperator.get((int) i);
            waiting.add(new Waiting(OPERATOR, last + 1 + i, told.number(), told.event()));
        });
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty() && toldByOperator.isEmpty();
    }

    @Override
    public void discard() {
        waiting.clear();
        toldByOperator.clear();
    }
}
