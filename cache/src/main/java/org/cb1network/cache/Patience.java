package org.cb1network.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions that should hold soon. */
final class Patience {

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofNanos(50_000).toNanos();

    private Patience() {}

    /** Tries to take a lock until it succeeds or the time is up. */
    static Optional<LockFile.Held> forLock(Duration patience, Supplier<Optional<LockFile.Held>> lock) {
        List<LockFile.Held> held = new ArrayList<>(1);
        until(patience, () -> {
            lock.get().ifPresent(held::add);
            return !held.isEmpty();
        });
        return held.stream().findFirst();
    }

    /** Tries until the attempt succeeds or the time is up. Interrupts do not end the wait. */
    static boolean until(Duration patience, BooleanSupplier attempt) {
        long start = System.nanoTime();
        long pause = SHORTEST_PAUSE_NANOS;
        boolean interrupted = false;
        try {
            while (!attempt.getAsBoolean()) {
                if (System.nanoTime() - start >= patience.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(pause);
                interrupted |= Thread.interrupted();
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
