package dev.planstack.application.shared;

import dev.planstack.domain.shared.DueKind;
import java.time.Duration;

/** Is told what was done, so that operators can watch it. Called on the writer's thread: it must be quick and must not fail. */
@DrivenPort
public interface Measurements {

    /** Measures nothing. */
    Measurements NONE = new Measurements() {

        @Override
        public void usageKept(long accepted, long duplicates, long slicesByPlan, long slicesPayAsYouGo) {}

        @Override
        public void usageRefused(long records) {}

        @Override
        public Running committing() {
            return requests -> {};
        }

        @Override
        public void dueWorkDone(DueKind kind, Duration delay) {}
    };

    /** A commit under way; one that fails is just dropped. */
    @FunctionalInterface
    interface Running {

        /** The commit is durable, with what so many requests changed. */
        void committed(int requests);
    }

    /**
     * The usage records of one request are durable.
     *
     * @param accepted records that are new
     * @param duplicates records that were there before
     * @param slicesByPlan parts of the new records that plans covered when they came
     * @param slicesPayAsYouGo parts of the new records that no plan covered when they came
     */
    void usageKept(long accepted, long duplicates, long slicesByPlan, long slicesPayAsYouGo);

    /** So many records came in a request of which none was kept. */
    void usageRefused(long records);

    /** A commit begins. */
    Running committing();

    /** Work of a kind was done for an account, this long after it had fallen due. */
    void dueWorkDone(DueKind kind, Duration delay);
}
