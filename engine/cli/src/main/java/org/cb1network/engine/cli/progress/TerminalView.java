package org.cb1network.engine.cli.progress;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** One changing line below the printed lines. */
final class TerminalView implements ProgressView {

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintWriter out;
    private final IntSupplier columns;
    private final LongSupplier nanoTime;
    private long lastDrawn;
    private String drawn = "";

    TerminalView(PrintWriter out, IntSupplier columns, LongSupplier nanoTime) {
        this.out = out;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    @Override
    public void show(ProgressLine progress) {
        long now = nanoTime.getAsLong();
        if (drawn.isEmpty() || now - lastDrawn >= REDRAW_NANOS) {
            lastDrawn = now;
            draw(progress.fit(columns.getAsInt()));
        }
    }

    @Override
    public void println(String line) {
        String before = drawn;
        clear();
        out.println(line);
        draw(before);
    }

    @Override
    public void clear() {
        draw("");
    }

    private void draw(String line) {
        if (!line.equals(drawn)) {
            out.print(CLEAR_LINE + line);
            drawn = line;
        }
        out.flush();
    }
}
