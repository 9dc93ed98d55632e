package org.cb1network.engine.cli.progress;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Prints a line every half minute, tenth of the work, or when the command begins something else, for files, pipes and CI. */
final class LogView implements ProgressView {

    private static final int PARTS = 10;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Least time between lines: short runs need fewer than ten. */
    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private long lastSaid;
    private int saidParts;
    private String saidDoing = "";

    LogView(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.lastSaid = nanoTime.getAsLong();
    }

    @Override
    public void show(ProgressLine progress) {
        long silence = nanoTime.getAsLong() - lastSaid;
        int parts = (int) (progress.share() * PARTS);
        boolean news =
                progress.isMeasured() ? parts > saidParts : !progress.unit().equals(saidDoing);
        if (silence >= LONGEST_NANOS || (news && silence >= SHORTEST_NANOS)) {
            lastSaid += silence;
            saidParts = parts;
            saidDoing = progress.isMeasured() ? "" : progress.unit();
            println(progress.sentence());
        }
    }

    @Override
    public void println(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void clear() {
        out.flush();
    }
}
