package org.cb1network.cache;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The extent of the fault tests: some of each kind, or all with {@code -Dcache.faults=all}, which takes minutes. */
final class Scale {

    private static final Set<Step> WRITES = EnumSet.of(
            Step.WRITE_FORMAT,
            Step.WRITE_TAG,
            Step.WRITE_TEMPORARY,
            Step.START_LOG,
            Step.APPEND_RECORD,
            Step.WRITE_MERGED);

    private Scale() {}

    static boolean all() {
        return "all".equals(System.getProperty("cache.faults"));
    }

    /**
     * Returns the moments of a step at which a crash makes a difference; the moment before a step equals the one after
     * the previous step.
     */
    static Set<FaultyFiles.Moment> momentsOfCrash(Step step) {
        if (all()) {
            return EnumSet.allOf(FaultyFiles.Moment.class);
        }
        return WRITES.contains(step)
                ? EnumSet.of(FaultyFiles.Moment.HALF, FaultyFiles.Moment.AFTER)
                : EnumSet.of(FaultyFiles.Moment.AFTER);
    }

    /** Returns the moments of a step at which it can fail. */
    static Set<FaultyFiles.Moment> momentsOfFailure(Step step) {
        return WRITES.contains(step)
                ? EnumSet.of(FaultyFiles.Moment.BEFORE, FaultyFiles.Moment.HALF)
                : EnumSet.of(FaultyFiles.Moment.BEFORE);
    }

    /** Returns the number of random trials. */
    static int trials(int quick) {
        return all() ? 40 * quick : quick;
    }

    /** Returns the first and the last occurrence, or all. */
    static List<Integer> some(int times) {
        if (all()) {
            return IntStream.rangeClosed(1, times).boxed().toList();
        }
        return times == 1 ? List.of(1) : List.of(1, times);
    }
}
