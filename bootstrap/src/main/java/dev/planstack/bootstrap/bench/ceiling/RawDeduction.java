package dev.planstack.bootstrap.bench.ceiling;

/** Deduction and nothing else: whole numbers taken from an array of what is left. */
public final class RawDeduction {

    private final long[] left;
    private int first;

    /** So many plans that hold so much each. */
    public RawDeduction(int plans, long quota) {
        this.left = new long[plans];
        java.util.Arrays.fill(left, quota);
    }

    /** Takes a quantity from the plans in order; answers with what none of them covers. */
    public long take(long quantity) {
        long rest = quantity;
        while (first < left.length) {
            if (left[first] > rest) {
                left[first] -= rest;
                return 0;
            }
            rest -= left[first];
            left[first] = 0;
            first++;
        }
        return rest;
    }
}
