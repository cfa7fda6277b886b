package dev.planstack.bootstrap.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many clients at the same instant. */
public final class AtOnce {

    private AtOnce() {}

    /** Does all at once, each on a thread of its own, and answers what came of each. */
    public static List<Answer> each(int clients, IntFunction<Callable<Answer>> each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            CyclicBarrier start = new CyclicBarrier(clients);
            List<Future<Answer>> futures = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Callable<Answer> request = each.apply(i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return request.call();
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
