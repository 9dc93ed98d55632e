package org.cb1network.engine.cli.progress;

/** Runs a task every second on its own thread until it is closed. */
final class Ticker implements AutoCloseable {

    private static final long PERIOD_MILLIS = 1000;

    private final Thread thread;

    Ticker(Runnable task) {
        thread = new Thread(() -> repeat(task), "progress");
        thread.setDaemon(true);
        thread.start();
    }

    private static void repeat(Runnable task) {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                task.run();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
