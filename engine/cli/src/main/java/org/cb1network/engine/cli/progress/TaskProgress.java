package org.cb1network.engine.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.verify.Progress;

/**
 * Shows the progress of a command that processes many items, or does several things one after the other, if it takes longer than a
 * second. Thread-safe.
 */
public final class TaskProgress implements AutoCloseable {

    /** Shorter commands show no progress. */
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final ProgressView view;
    private final LongSupplier nanoTime;
    private final String unit;
    private final long started;
    private final Ticker ticker;
    private RecentRate rate;
    private long itemsSince;
    private String doing = "";
    private Supplier<String> howFar = () -> "";
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
        this.itemsSince = started;
        this.rate = new RecentRate(started);
        this.ticker = new Ticker(this::tick);
    }

    /** Returns one for a command that does several things without items, whose first is this. */
    public static TaskProgress doing(PrintWriter err, String what) {
        return doing(err, "", what);
    }

    /**
     * Returns one for a command that does several things, whose first is this.
     *
     * @param unit what the items of the later ones are
     */
    public static TaskProgress doing(PrintWriter err, String unit, String what) {
        TaskProgress progress = new TaskProgress(err, unit);
        progress.begin(what);
        return progress;
    }

    /** Begins something that has no items, such as {@code planning}. */
    public void begin(String what) {
        begin(what, () -> "");
    }

    /**
     * Begins something that has no items.
     *
     * @param how says how far it is, such as {@code 12 requests}; called now and then from another thread
     */
    public synchronized void begin(String what, Supplier<String> how) {
        doing = what;
        howFar = how;
        total = 0;
    }

    /** Sets the number of finished items and of all items. */
    public synchronized void update(long doneSoFar, long all) {
        update(doneSoFar, all, "");
    }

    /** Sets the number of finished items and of all items, and the name of the item in progress. */
    public synchronized void update(long doneSoFar, long all, String what) {
        if (total == 0 && !doing.isEmpty()) {
            // The time that something else has taken before says nothing about these items.
            itemsSince = nanoTime.getAsLong();
            rate = new RecentRate(itemsSince);
        }
        done = doneSoFar;
        total = all;
        atWork = what;
        tick();
    }

    /** Sets the number of finished bytes and of all bytes; the items are megabytes. Less than one is not shown. */
    public void updateBytes(long doneSoFar, long all) {
        update(doneSoFar / BYTES_PER_MEGABYTE, all / BYTES_PER_MEGABYTE);
    }

    /** Returns a receiver that shows the items here, and ends the command when a stop is requested. */
    public Progress stoppedBy(Cancellation cancellation) {
        return (doneSoFar, all, next) -> {
            cancellation.check();
            update(doneSoFar, all, next);
        };
    }

    /** Prints a line that stays. */
    public synchronized void println(String line) {
        view.println(line);
    }

    synchronized void tick() {
        long now = nanoTime.getAsLong();
        if (now - started < MOMENT_NANOS) {
            return;
        }
        if (total == 0 && !doing.isEmpty()) {
            view.show(ProgressLine.doing(doing, howFar.get()));
        } else if (total > 0) {
            double share = (double) done / total;
            Optional<Duration> left = done == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos((long) ((now - itemsSince) * (1 - share) / share)));
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

    /** Shows nothing any more, before the command prints its outcome. */
    public synchronized void end() {
        ticker.close();
        view.clear();
    }

    @Override
    public void close() {
        end();
    }
}
