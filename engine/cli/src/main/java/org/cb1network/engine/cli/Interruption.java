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

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook;
    private final Cancellation cancellation = new Cancellation();

    private Interruption() {
        hook = new Thread(this::stop, "stop-in-good-order");
    }

    /** Watches for signals until it is closed. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
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

    private void stop() {
        cancellation.request();
        try {
            stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
