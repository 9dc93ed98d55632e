package org.cb1network.engine.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows the progress of a command that processes many items, if it takes longer than a second. Thread-safe. */
public final class TaskProgress implements AutoCloseable {

    /** Shorter commands show no progress. */
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProgressView view;
    private final LongSupplier nanoTime;
    private final String unit;
    private final long started;
    private final RecentRate rate;
    private final Ticker ticker;
    private String atWork = "";
    private long done;
    private long total;

    /**
     * @param err where to print
     * @param unit what the items are, such as {@code objects}
     */
    public TaskProgress(PrintWriter err, String unit) {
        this(ProgressView.on(err), unit, System::nanoTime);
    }

    /** Returns one that shows nothing. */
    public static TaskProgress silent() {
        return new TaskProgress(ProgressView.none(), "", System::nanoTime);
    }

    TaskProgress(ProgressView view, String unit, LongSupplier nanoTime) {
        this.view = view;
        this.unit = unit;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.rate = new RecentRate(started);
        this.ticker = new Ticker(this::tick);
    }

    /** Sets the number of finished items and of all items. */
    public synchronized void update(long doneSoFar, long all) {
        update(doneSoFar, all, "");
    }

    /** Sets the number of finished items and of all items, and the name of the item in progress. */
    public synchronized void update(long doneSoFar, long all, String what) {
        done = doneSoFar;
        total = all;
        atWork = what;
        tick();
    }

    /** Prints a line that stays. */
    public synchronized void println(String line) {
        view.println(line);
    }

    synchronized void tick() {
        long now = nanoTime.getAsLong();
        if (total > 0 && now - started >= MOMENT_NANOS) {
            double share = (double) done / total;
            Optional<Duration> left = done == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos((long) ((now - started) * (1 - share) / share)));
            view.show(new ProgressLine(
                    share,
                    left,
                    done,
                    total,
                    unit,
                    rate.of(done, now),
                    atWork.isEmpty() ? List.of() : List.of(atWork)));
        }
    }

    @Override
    public synchronized void close() {
        ticker.close();
        view.clear();
    }
}
