package org.cb1network.engine.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** Formats durations. */
public final class Times {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Times() {}

    /** Formats a measured duration: {@code 34.2 s}, {@code 2 min 03 s}. */
    public static String exact(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return seconds < 100
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", (int) seconds / MINUTE, (int) seconds % MINUTE);
    }

    /**
     * Formats an expected duration, with few digits: {@code 4 s}, {@code 35 s}, {@code 4 min 20 s}, {@code 2 h 10 min}.
     */
    public static String rounded(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < 10 * MINUTE) {
            long tens = Math.round(seconds / 10.0) * 10;
            return tens % MINUTE == 0 ? tens / MINUTE + " min" : tens / MINUTE + " min " + tens % MINUTE + " s";
        }
        long minutes = Math.round(seconds / (double) MINUTE);
        return seconds < HOUR - MINUTE / 2 ? minutes + " min" : minutes / MINUTE + " h " + minutes % MINUTE + " min";
    }
}
