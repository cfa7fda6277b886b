package dev.planstack.application.shared;

import dev.planstack.application.shared.AccountBooks.DueAccount;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * The one writer. Work that arrives together shares one commit; each piece is done whole or refused by itself, in the order of
 * arrival. Before any work, all that has fallen due is done in order of its due instant (rule T5). An answer is given only once
 * its commit is durable. A commit of which that is not known ends the writer: only storage that is opened anew tells what
 * is there.
 */
public final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private static final int QUEUE_CAPACITY = 4096;

    /** What waits is held in memory: so many records, however few requests they came in. */
    private static final int MAX_WAITING_RECORDS = 100_000;

    private static final int MAX_BATCH = 512;
    private static final int DUE_PER_COMMIT = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final ServiceStates states;
    private final AccountBooks stored;
    private final OperatorEvents operatorEvents;
    private final Books books;
    private final TimeSource time;
    private final Runnable forgetOthers;
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

    /**
     * A writer that is not started yet.
     *
     * @param forgetOthers drops what others keep in memory of storage, after a failure
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
            Runnable forgetOthers,
            Commits commits,
            Measurements measurements) {
        this.transactions = transactions;
        this.states = states;
        this.stored = stored;
        this.operatorEvents = operatorEvents;
        this.books = books;
        this.time = time;
        this.forgetOthers = forgetOthers;
        this.commits = commits;
        this.measurements = measurements;
    }

    /** Starts to work. */
    public void start() {
        thread.start();
    }

    /**
     * Has a piece of work done.
     *
     * @return completes once the work is durable or refused; fails with {@link Unavailable} if storage fails or too much is
     *     waiting
     */
    public <T> CompletableFuture<Committed<Outcome<T>>> submit(Work<T> work) {
        return submit(1, work);
    }

    /** As {@link #submit(Work)}, for work that holds so many records in memory until it is done. */
    public <T> CompletableFuture<Committed<Outcome<T>>> submit(int held, Work<T> work) {
        return enqueue(Math.min(held, MAX_WAITING_RECORDS), new WorkJob<>(work));
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
        boolean unused = answers.awaitTermination(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void wake() {
        boolean unused = queue.offer(new WorkJob<>(turn -> Outcome.done(turn.now())));
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
        Duration wait = nextDueAt.map(due -> Duration.between(time.now(), due)).orElse(LONGEST_WAIT);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait.plusMillis(1) : LONGEST_WAIT;
    }

    private void work(List<Job<?>> batch) {
        if (lost.isDone()) {
            batch.forEach(Writer::refuse);
            return;
        }
        try {
            Instant now = catchUp(latest(time.now(), state().now()));
            List<Job<?>> together = new ArrayList<>();
            for (Job<?> job : batch) {
                if (job instanceof AdvanceJob advance) {
                    commitTogether(together, now);
                    together = new ArrayList<>();
                    now = catchUp(latest(advance.to, now));
                    advance.done(now);
                } else {
                    together.add(job);
                }
            }
            commitTogether(together, now);
        } catch (Unavailable e) {
            LOG.error("storage failed", e);
            forget();
            if (e.kind() == Unavailable.Kind.COMMIT_LOST) {
                lost.complete(e);
            }
            batch.forEach(job -> job.fail(e));
        } catch (RuntimeException e) {
            forget();
            isolate(batch, e);
        }
    }

    /** Something unforeseen went wrong and nothing was kept: each piece of work is done by itself, so that one spoils no other. */
    private void isolate(List<Job<?>> batch, RuntimeException fault) {
        List<Job<?>> waiting = batch.stream().filter(job -> !job.settled).toList();
        if (waiting.size() == 1) {
            waiting.get(0).fail(fault);
        } else if (waiting.isEmpty()) {
            LOG.error("due work failed", fault);
        } else {
            waiting.forEach(job -> work(List.of(job)));
        }
    }

    private void commitTogether(List<Job<?>> batch, Instant now) {
        if (batch.isEmpty()) {
            return;
        }
        ServiceState before = state();
        Measurements.Running running = measurements.committing();
        try (Transactions.Transaction transaction = transactions.begin()) {
            long commit = before.commit();
            for (Job<?> job : batch) {
                commit = job.run(now, commit);
            }
            if (commit > before.commit() || batch.stream().anyMatch(Job::isKept)) {
                ServiceState after = before.reached(now).committed(commit);
                states.save(after);
                transaction.commit();
                known = Optional.of(after);
                running.committed(batch.size());
                commits.happened();
            }
        }
        batch.forEach(job -> job.settled = true);
        // waking those who wait would take longer than many a commit
        answers.execute(() -> batch.forEach(Job::complete));
    }

    /** Does all work due up to an instant and remembers that time has come that far. */
    private Instant catchUp(Instant now) {
        while (nextDueAt.isPresent() && !nextDueAt.get().isAfter(now)) {
            try (Transactions.Transaction transaction = transactions.begin()) {
                runDue(now, transaction);
            }
        }
        return now;
    }

    private void runDue(Instant now, Transactions.Transaction transaction) {
        ServiceState state = state();
        List<DueAccount> all = new ArrayList<>();
        for (int done = 0; done < DUE_PER_COMMIT; ) {
            List<DueAccount> next = stored.earliestDue(now, DUE_PER_COMMIT);
            for (DueAccount due : next) {
                AccountBook book = books.find(due.account(), due.due().at())
                        .orElseThrow(() -> new IllegalStateException("no account " + due.account()));
                book.run(due.due());
                state = state.reached(latest(due.due().at(), state.now()));
                BookChanges changes = book.drainChanges();
                save(changes, state.commit());
                state = changes.isVisible() ? state.committed(state.commit() + 1) : state;
            }
            all.addAll(next);
            done += next.size();
            if (next.isEmpty()) {
                break;
            }
        }
        states.save(state);
        Optional<Instant> next = stored.nextDueAt();
        transaction.commit();
        known = Optional.of(state);
        nextDueAt = next;
        all.forEach(d -> measurements.dueWorkDone(
                d.due().kind(), Duration.between(d.due().at(), now)));
        commits.happened();
    }

    private void save(BookChanges changes, long lastCommit) {
        stored.save(changes, lastCommit + 1);
        changes.nextDue().ifPresent(due -> {
            if (nextDueAt.isEmpty() || due.at().isBefore(nextDueAt.get())) {
                nextDueAt = Optional.of(due.at());
            }
        });
    }

    private ServiceState state() {
        if (known.isEmpty()) {
            try (Transactions.Transaction transaction = transactions.begin()) {
                known = Optional.of(states.load());
                nextDueAt = stored.nextDueAt();
                transaction.commit();
            }
        }
        return known.orElseThrow();
    }

    private void forget() {
        books.forget();
        forgetOthers.run();
        known = Optional.empty();
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** Something for the writer to do, with the answer to it. */
    private abstract static class Job<R> {

        final CompletableFuture<Committed<R>> answer = new CompletableFuture<>();

        /** Whether what came of it is decided, so that it must neither fail nor be done again; of the thread that holds the job. */
        boolean settled;

        /** Does it and answers with the number of the last commit then. */
        abstract long run(Instant now, long commit);

        /** Whether it kept something, be it a change that gets a number or not. */
        boolean isKept() {
            return false;
        }

        abstract void complete();

        void fail(RuntimeException fault) {
            if (!settled) {
                settled = true;
                answer.completeExceptionally(fault);
            }
        }
    }

    private final class WorkJob<T> extends Job<Outcome<T>> {

        private final Work<T> work;
        private Optional<Committed<Outcome<T>>> result = Optional.empty();
        private boolean kept;

        WorkJob(Work<T> work) {
            this.work = work;
        }

        @Override
        long run(Instant now, long commit) {
            Turn turn = new Turn(now, books);
            Outcome<T> outcome = work.run(turn);
            kept = turn.isKept();
            List<BookChanges> changes =
                    turn.touched().stream().map(AccountBook::drainChanges).toList();
            boolean changed = turn.isChanged() || changes.stream().anyMatch(BookChanges::isVisible);
            if (changed) {
                changes.forEach(c -> save(c, commit));
                operatorEvents.add(turn.told(), commit + 1);
            }
            long reached = changed ? commit + 1 : commit;
            result = Optional.of(new Committed<>(reached, outcome));
            return reached;
        }

        @Override
        boolean isKept() {
            return kept;
        }

        @Override
        void complete() {
            answer.complete(result.orElseThrow());
        }
    }

    private final class AdvanceJob extends Job<Instant> {

        private final Instant to;

        AdvanceJob(Instant to) {
            this.to = to;
        }

        /** Time has come to {@code now}, even where nothing fell due on the way. */
        void done(Instant now) {
            ServiceState reached = state().reached(now);
            try (Transactions.Transaction transaction = transactions.begin()) {
                states.save(reached);
                transaction.commit();
            }
            known = Optional.of(reached);
            settled = true;
            answer.complete(new Committed<>(reached.commit(), now));
        }

        @Override
        long run(Instant now, long commit) {
            throw new IllegalStateException("time is advanced between commits");
        }

        @Override
        void complete() {
            throw new IllegalStateException("time is advanced between commits");
        }
    }
}
