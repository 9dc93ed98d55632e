package org.cb1network.engine.cli.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Finished items per second, averaged over the last seconds. */
final class RecentRate {

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double NANOS_PER_S = 1e9;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long done) {}

    RecentRate(long now) {
        samples.add(new Sample(now, 0));
    }

    /** Returns the rate, given the number of items finished by now. */
    double of(long done, long now) {
        if (now - samples.getLast().nanos() >= SAMPLE_NANOS) {
            samples.addLast(new Sample(now, done));
        }
        while (samples.size() > 1 && now - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
        double seconds = (now - samples.getFirst().nanos()) / NANOS_PER_S;
        return seconds <= 0 ? 0 : (done - samples.getFirst().done()) / seconds;
    }
}
