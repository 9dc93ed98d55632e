package org.cb1network.engine.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cb1network.engine.runner.run.Cancellation;

/**
 * Converts Ctrl-C and SIGTERM to a request to stop, and gives the run time to stop cleanly. The JVM then ends with the
 * exit code of the signal, 130 for Ctrl-C.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    /** Time for the last points, out of the 90 s that the scheduler grants before it kills the process. */
    private static final long LAST_POINTS_SECONDS = 65;

    /** Time for the last line of the command, after its work. */
    private static final long LAST_WORDS_MILLIS = 1000;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook;
    private final Cancellation cancellation = new Cancellation();

    private Interruption(long secondsForLastPoints) {
        hook = new Thread(() -> stop(secondsForLastPoints), "stop-in-good-order");
    }

    /** Watches for signals until it is closed. */
    static Interruption watch() {
        return watch(0);
    }

    /**
     * Watches for signals until it is closed. Points in progress are finished first, within the time that the scheduler
     * grants.
     */
    static Interruption watchAndFinishPoints() {
        return watch(LAST_POINTS_SECONDS);
    }

    private static Interruption watch(long secondsForLastPoints) {
        Interruption interruption = new Interruption(secondsForLastPoints);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Returns whether a signal is ending this JVM: then {@link System#exit} would wait for the hook, and that for the command. */
    static boolean isEndingJvm() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Returns the request to stop. */
    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // The hook itself is stopping the JVM: it has done its work.
            return;
        }
    }

    private void stop(long secondsForLastPoints) {
        cancellation.drain();
        try {
            if (!stopped.await(secondsForLastPoints, TimeUnit.SECONDS)) {
                cancellation.request();
                stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            // The command still has its last line to print.
            command.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
