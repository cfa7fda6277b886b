package dev.planstack.application.shared;

import dev.planstack.application.shared.AccountBooks.Claim;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a process. Work that arrives together shares one commit; each piece is done whole or refused by itself, in the
 * order of arrival. Before any work, all that has fallen due is done in order of its due instant (rule T5). An answer is given only
 * once its commit is durable. What storage did not keep because others were in its way is done again, a few times. A commit of which
 * only storage that is opened anew can tell whether it is durable ends the writer.
 *
 * <p>Other processes may write to the same storage. They are kept from the accounts that a transaction claims, and from everything
 * while it is numbered and committed; what is kept in memory is used only while nobody else has changed it.
 */
public final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private static final int QUEUE_CAPACITY = 4096;

    /** What waits is held in memory: so many records, however few requests they came in. */
    private static final int MAX_WAITING_RECORDS = 100_000;

    private static final int MAX_BATCH = 512;
    private static final int DUE_PER_COMMIT = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** While others do what has fallen due. */
    private static final Duration OTHERS_AT_WORK = Duration.ofMillis(20);

    private static final int MAX_ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private final Transactions transactions;
    private final ServiceStates states;
    private final AccountBooks stored;
    private final OperatorEvents operatorEvents;
    private final Books books;
    private final TimeSource time;
    private final boolean shared;
    private final Duration longestWait;
    private final Runnable forgetCatalog;
    private final int accountsPerCommit;
    private final Commits commits;
    private final Measurements measurements;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final Semaphore records = new Semaphore(MAX_WAITING_RECORDS);
    private final Thread thread = new Thread(this::loop, "writer");
    private final CompletableFuture<Unavailable> lost = new CompletableFuture<>();
    private final ExecutorService answers = Executors.newSingleThreadExecutor(task -> {
        Thread answering = new Thread(task, "answers");
        answering.setDaemon(true);
        return answering;
    });
    private volatile boolean closing;

    // of the writer's thread alone
    private Optional<ServiceState> known = Optional.empty();
    private Optional<Instant> nextDueAt = Optional.empty();
    private boolean dueElsewhere;
    private boolean failing;

    /**
     * A writer that is not started yet.
     *
     * @param shared whether other processes write to the same storage; then requests wait for the due work of their accounts, and
     *     not for that of all, which may be others' to do
     * @param longestWait after so long without work it looks whether other processes changed something
     * @param forgetCatalog drops what is kept in memory of the catalog: another process may have changed it, or what is in
     *     memory was not kept
     * @param accountsPerCommit the work on how many accounts may share a commit, 1 or more; what one piece of work touches always
     *     does
     * @param commits is told of each commit
     * @param measurements is told how large commits are, how long they take and how late due work is
     */
    public Writer(
            Transactions transactions,
            ServiceStates states,
            AccountBooks stored,
            OperatorEvents operatorEvents,
            Books books,
            TimeSource time,
            boolean shared,
            Duration longestWait,
            Runnable forgetCatalog,
            int accountsPerCommit,
            Commits commits,
            Measurements measurements) {
        this.transactions = transactions;
        this.states = states;
        this.stored = stored;
        this.operatorEvents = operatorEvents;
        this.books = books;
        this.time = time;
        this.shared = shared;
        this.longestWait = longestWait;
        this.forgetCatalog = forgetCatalog;
        this.accountsPerCommit = accountsPerCommit;
        this.commits = commits;
        this.measurements = measurements;
    }

    /** Starts to work. */
    public void start() {
        thread.start();
    }

    /**
     * Has a piece of work done that touches no account.
     *
     * @return completes once the work is durable or refused; fails with {@link Unavailable} if storage fails or too much is
     *     waiting
     */
    public <T> CompletableFuture<Committed<Outcome<T>>> submit(Work<T> work) {
        return enqueue(1, new WorkJob<>(Map.of(), work));
    }

    /** As {@link #submit(Work)}, for work on one account, which need not exist. */
    public <T> CompletableFuture<Committed<Outcome<T>>> submit(AccountId account, Work<T> work) {
        return submit(1, Map.of(account, Set.of()), work);
    }

    /**
     * As {@link #submit(Work)}, for work on some accounts.
     *
     * @param held how many records it holds in memory until it is done
     * @param records the accounts, each with the usage records that it asks for
     */
    public <T> CompletableFuture<Committed<Outcome<T>>> submit(
            int held, Map<AccountId, Set<RecordId>> records, Work<T> work) {
        return enqueue(Math.min(held, MAX_WAITING_RECORDS), new WorkJob<>(records, work));
    }

    /** Whether work that holds so many records would be taken now. */
    public boolean hasRoomFor(int held) {
        return queue.remainingCapacity() > 0 && records.availablePermits() >= held;
    }

    /** Does all work due up to an instant and lets time go on from there; an instant already reached changes nothing. */
    public CompletableFuture<Committed<Instant>> advance(Instant to) {
        return enqueue(1, new AdvanceJob(to));
    }

    private <R> CompletableFuture<Committed<R>> enqueue(int held, Job<R> job) {
        if (!closing && records.tryAcquire(held)) {
            CompletableFuture<Committed<R>> answer = job.answer.whenComplete((done, fault) -> records.release(held));
            if (queue.offer(job)) {
                if (lost.isDone()) {
                    refuseWaiting(); // it may have come after the writer did this for the last time
                }
                return answer;
            }
        }
        refuse(job);
        return job.answer;
    }

    private static void refuse(Job<?> job) {
        job.fail(new Unavailable(Unavailable.Kind.OVERLOADED, "Too much is waiting to be written.", Optional.empty()));
    }

    private void refuseWaiting() {
        for (Job<?> job = queue.poll(); job != null; job = queue.poll()) {
            refuse(job);
        }
    }

    /** Completes, with what happened, when a commit was lost from sight; nothing is written any more then. */
    public CompletableFuture<Unavailable> lost() {
        return lost.copy();
    }

    /** How many requests wait for their turn. */
    public int waiting() {
        return queue.size();
    }

    /** Does what is waiting and stops. */
    public void stop() throws InterruptedException {
        closing = true;
        wake();
        thread.join();
        answers.shutdown();
        boolean unused = answers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void wake() {
        boolean unused = queue.offer(new WorkJob<>(Map.of(), turn -> Outcome.done(turn.now())));
    }

    private void loop() {
        while (!lost.isDone() && (!closing || !queue.isEmpty())) {
            try {
                Job<?> first = queue.poll(untilNextDue().toMillis(), TimeUnit.MILLISECONDS);
                List<Job<?>> batch = new ArrayList<>();
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MAX_BATCH - 1);
                }
                work(batch);
            } catch (InterruptedException e) {
                closing = true;
            }
        }
        refuseWaiting();
    }

    private Duration untilNextDue() {
        if (known.isEmpty()) {
            return Duration.ZERO;
        }
        Duration wait = nextDueAt.map(due -> Duration.between(time.now(), due)).orElse(longestWait);
        if (wait.isNegative()) {
            return dueElsewhere ? OTHERS_AT_WORK : Duration.ZERO;
        }
        return wait.compareTo(longestWait) < 0 ? wait.plusMillis(1) : longestWait;
    }

    private void work(List<Job<?>> batch) throws InterruptedException {
        if (lost.isDone()) {
            batch.forEach(Writer::refuse);
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(batch.stream().filter(job -> !job.settled).toList());
                worked();
                return;
            } catch (Unavailable e) {
                forget();
                if (e.kind() != Unavailable.Kind.NOT_KEPT || attempt == MAX_ATTEMPTS) {
                    failed(batch, e);
                    return;
                }
                LOG.debug("tried again", e);
                Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis());
            } catch (RuntimeException e) {
                forget();
                isolate(batch, e);
                return;
            }
        }
    }

    private void worked() {
        if (failing) {
            failing = false;
            LOG.info("storage works again");
        }
    }

    private void failed(List<Job<?>> batch, Unavailable e) {
        if (failing) {
            LOG.debug("storage still fails", e);
        } else {
            LOG.error("storage failed", e);
        }
        failing = true;
        if (e.kind() == Unavailable.Kind.COMMIT_LOST) {
            lost.complete(e);
        }
        batch.forEach(job -> job.fail(e));
    }

    private void attempt(List<Job<?>> batch) throws InterruptedException {
        if (batch.isEmpty() || known.isEmpty()) {
            look();
        }
        Instant now = latest(time.now(), known.orElseThrow().now());
        catchUp(now);
        List<Job<?>> together = new ArrayList<>();
        Set<AccountId> touched = new HashSet<>();
        for (Job<?> job : batch) {
            if (job instanceof AdvanceJob advance) {
                commitTogether(together, now);
                together = new ArrayList<>();
                touched = new HashSet<>();
                now = latest(advance.to, now);
                catchUpWholly(now);
                advance.done(now);
            } else {
                touched.addAll(job.records().keySet());
                if (touched.size() > accountsPerCommit) {
                    commitTogether(together, now);
                    together = new ArrayList<>();
                    touched = new HashSet<>(job.records().keySet());
                }
                together.add(job);
            }
        }
        commitTogether(together, now);
    }

    /** Something unforeseen went wrong and nothing was kept: each piece of work is done by itself, so that one spoils no other. */
    private void isolate(List<Job<?>> batch, RuntimeException fault) throws InterruptedException {
        List<Job<?>> waiting = batch.stream().filter(job -> !job.settled).toList();
        if (waiting.size() == 1) {
            waiting.get(0).fail(fault);
        } else if (waiting.isEmpty()) {
            LOG.error("due work failed", fault);
        } else {
            for (Job<?> job : waiting) {
                work(List.of(job));
            }
        }
    }

    private void commitTogether(List<Job<?>> batch, Instant notBefore) {
        if (batch.isEmpty()) {
            return;
        }
        Measurements.Running running = measurements.committing();
        Changes changes;
        try (Transactions.Transaction transaction = transactions.begin()) {
            Map<AccountId, Set<RecordId>> records = new HashMap<>();
            batch.forEach(job -> job.records()
                    .forEach((account, ids) -> records.computeIfAbsent(account, a -> new HashSet<>())
                            .addAll(ids)));
            books.claimed(stored.claim(records.keySet()));
            books.expect(records);
            seeWhereOthersAre();
            // only now: whoever had one of the accounts may have been ahead of our clock
            Instant now = latest(notBefore, known.orElseThrow().now());
            changes = new Changes(transaction.id());
            books.read(records.keySet(), now);
            if (isDue(now)) {
                // what another process left undone, if it is of these accounts
                runDue(records.keySet(), Due.lastAt(now), Integer.MAX_VALUE, changes);
            }
            for (Job<?> job : batch) {
                job.run(now, changes);
            }
            if (changes.isKept()) {
                commit(transaction, changes, now);
                running.committed(batch.size());
            }
        }
        long commitBefore = known.orElseThrow().commit() - changes.count;
        batch.forEach(job -> job.settled = true);
        // waking those who wait would take longer than many a commit
        answers.execute(() -> batch.forEach(job -> job.complete(commitBefore)));
    }

    /** Does the work that is due up to an instant, but for what others are doing; of shared work not all at once. */
    private void catchUp(Instant now) {
        dueElsewhere = isDue(now) && !runDue(now);
        while (isDue(now) && !shared) {
            boolean unused = runDue(now);
        }
    }

    /** Does all work due up to an instant, or waits until others have done it. */
    private void catchUpWholly(Instant now) throws InterruptedException {
        for (catchUp(now); isDue(now); catchUp(now)) {
            if (dueElsewhere) {
                Thread.sleep(OTHERS_AT_WORK.toMillis());
                look();
            }
        }
    }

    private boolean isDue(Instant now) {
        return nextDueAt.isPresent() && !nextDueAt.get().isAfter(now);
    }

    /** Does some of the work due up to an instant; whether there was any that nobody else was doing. */
    private boolean runDue(Instant now) {
        try (Transactions.Transaction transaction = transactions.begin()) {
            int most = Math.min(DUE_PER_COMMIT, accountsPerCommit);
            List<Claim> claims = stored.claimDue(now, most);
            if (claims.isEmpty()) {
                return false;
            }
            books.claimed(claims);
            seeWhereOthersAre();
            // beyond the last of so many, there may be accounts that come before these
            Due last = claims.size() < most
                    ? Due.lastAt(now)
                    : claims.get(claims.size() - 1).due().orElseThrow();
            Changes changes = new Changes(transaction.id());
            List<AccountId> accounts = claims.stream().map(Claim::account).toList();
            books.read(accounts, last.at());
            runDue(accounts, last, DUE_PER_COMMIT, changes);
            nextDueAt = stored.nextDueAt();
            commit(transaction, changes, changes.reached);
            changes.done.forEach(due -> measurements.dueWorkDone(due.kind(), Duration.between(due.at(), now)));
            return true;
        }
    }

    /** The next due work of a book. */
    private record DueBook(Due due, AccountBook book) {

        static final Comparator<DueBook> ORDER = Comparator.comparing(DueBook::due)
                .thenComparing(next -> next.book().account().id());
    }

    /** Does due work of accounts in order, up to the last that is to be done, of no more than so many pieces. */
    private void runDue(Collection<AccountId> accounts, Due last, int limit, Changes changes) {
        PriorityQueue<DueBook> waiting = new PriorityQueue<>(DueBook.ORDER);
        accounts.forEach(account -> books.find(account, last.at()).ifPresent(book -> addNextDue(waiting, book, last)));
        for (int i = 0; i < limit && !waiting.isEmpty(); i++) {
            DueBook next = waiting.remove();
            next.book().run(next.due());
            changes.ran(next.due());
            changes.save(next.book().drainChanges());
            addNextDue(waiting, next.book(), last);
        }
    }

    private static void addNextDue(PriorityQueue<DueBook> waiting, AccountBook book, Due last) {
        book.nextDue().filter(due -> due.compareTo(last) <= 0).ifPresent(due -> waiting.add(new DueBook(due, book)));
    }

    private void look() {
        try (Transactions.Transaction transaction = transactions.begin()) {
            seeWhereOthersAre();
            transaction.commit();
        }
    }

    private void seeWhereOthersAre() {
        ServiceState state = states.load();
        Optional<ServiceState> before = known;
        known = Optional.of(state);
        nextDueAt = stored.nextDueAt();
        if (before.isEmpty() || before.get().catalog() != state.catalog()) {
            forgetCatalog.run();
        }
        if (before.isEmpty() || before.get().commit() != state.commit()) {
            commits.happened();
        }
    }

    /** Numbers and commits what was kept in a transaction. */
    private void commit(Transactions.Transaction transaction, Changes changes, Instant now) {
        ServiceState after = states.advance(changes.count, changes.catalogChanged, now);
        if (after.catalog() != known.orElseThrow().catalog() + (changes.catalogChanged ? 1 : 0)) {
            throw new Unavailable(
                    Unavailable.Kind.NOT_KEPT, "The catalog was changed by another process.", Optional.empty());
        }
        transaction.commit();
        known = Optional.of(after);
        commits.happened();
    }

    private void forget() {
        books.forget();
        known = Optional.empty();
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** What is kept in one transaction. */
    private final class Changes {

        private final long transaction;
        private final List<Due> done = new ArrayList<>();
        private Instant reached = Instant.MIN;
        private long count;
        private boolean catalogChanged;
        private boolean noted;

        Changes(long transaction) {
            this.transaction = transaction;
        }

        void ran(Due due) {
            done.add(due);
            reached = due.at();
        }

        /** Keeps what due work changed in a book. */
        void save(BookChanges book) {
            keep(book);
            count += book.isVisible() ? 1 : 0;
        }

        /** Keeps what a piece of work changed, as one change. */
        void save(List<BookChanges> ofBooks, Turn turn) {
            ofBooks.forEach(this::keep);
            operatorEvents.add(turn.told(), count + 1);
            catalogChanged |= turn.isCatalogChanged();
            count++;
        }

        private void keep(BookChanges book) {
            stored.save(book, count + 1);
            books.changed(book.account().id(), transaction);
            book.nextDue().ifPresent(due -> {
                if (nextDueAt.isEmpty() || due.at().isBefore(nextDueAt.get())) {
                    nextDueAt = Optional.of(due.at());
                }
            });
        }

        void note() {
            noted = true;
        }

        boolean isKept() {
            return count > 0 || noted || !done.isEmpty();
        }
    }

    /** Something for the writer to do, with the answer to it. */
    private abstract static class Job<R> {

        final CompletableFuture<Committed<R>> answer = new CompletableFuture<>();

        /** Whether what came of it is decided, so that it must neither fail nor be done again; of the thread that holds the job. */
        boolean settled;

        /** The accounts that it works on, each with the usage records that it asks for. */
        abstract Map<AccountId, Set<RecordId>> records();

        abstract void run(Instant now, Changes changes);

        /** Answers once it is durable, after so many commits before those of its transaction. */
        abstract void complete(long commitBefore);

        void fail(RuntimeException fault) {
            if (!settled) {
                settled = true;
                answer.completeExceptionally(fault);
            }
        }
    }

    private final class WorkJob<T> extends Job<Outcome<T>> {

        private final Map<AccountId, Set<RecordId>> records;
        private final Work<T> work;
        private Optional<Committed<Outcome<T>>> result = Optional.empty();

        WorkJob(Map<AccountId, Set<RecordId>> records, Work<T> work) {
            this.records = records;
            this.work = work;
        }

        @Override
        Map<AccountId, Set<RecordId>> records() {
            return records;
        }

        @Override
        void run(Instant now, Changes changes) {
            Turn turn = new Turn(now, records.keySet(), books);
            Outcome<T> outcome = work.run(turn);
            List<BookChanges> ofBooks =
                    turn.touched().stream().map(AccountBook::drainChanges).toList();
            if (turn.isChanged() || ofBooks.stream().anyMatch(BookChanges::isVisible)) {
                changes.save(ofBooks, turn);
            }
            if (turn.isKept()) {
                changes.note();
            }
            result = Optional.of(new Committed<>(changes.count, outcome));
        }

        @Override
        void complete(long commitBefore) {
            Committed<Outcome<T>> mine = result.orElseThrow();
            answer.complete(new Committed<>(commitBefore + mine.commit(), mine.value()));
        }
    }

    private final class AdvanceJob extends Job<Instant> {

        private final Instant to;

        AdvanceJob(Instant to) {
            this.to = to;
        }

        /** Time has come to {@code now}, even where nothing fell due on the way. */
        void done(Instant now) {
            try (Transactions.Transaction transaction = transactions.begin()) {
                commit(transaction, new Changes(transaction.id()), now);
            }
            settled = true;
            answer.complete(new Committed<>(known.orElseThrow().commit(), now));
        }

        @Override
        Map<AccountId, Set<RecordId>> records() {
            return Map.of();
        }

        @Override
        void run(Instant now, Changes changes) {
            throw new IllegalStateException("time is advanced between commits");
        }

        @Override
        void complete(long commitBefore) {
            throw new IllegalStateException("time is advanced between commits");
        }
    }
}
