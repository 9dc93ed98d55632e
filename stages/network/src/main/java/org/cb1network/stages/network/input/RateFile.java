package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.spec.RateCourse;

/**
 * A rate over time from a file: CSV, gzipped CSV or Arrow with the columns {@code time_ms} (ascending) and {@code rate_Hz}. The rate is
 * constant from one row to the next; before the first row it is 0.
 */
public final class RateFile {
    private static final String TIME = "time_ms";
    private static final String RATE = "rate_Hz";

    private RateFile() {}

    /**
     * Reads the rate.
     *
     * @throws InputFileException naming the line or row, if the file cannot be used or has no rows
     */
    public static RateCourse read(Path file) throws IOException {
        List<Double> timesMs = new ArrayList<>();
        List<Double> ratesHz = new ArrayList<>();
        try (InputRows rows = InputRows.open(file, List.of(TIME, RATE), List.of())) {
            while (rows.next()) {
                double timeMs = rows.number(TIME);
                if (!timesMs.isEmpty() && timeMs <= timesMs.get(timesMs.size() - 1)) {
                    throw rows.problem("the times do not ascend at " + timeMs + " ms; put them in order");
                }
                timesMs.add(timeMs);
                ratesHz.add(rows.notNegative(RATE));
            }
        }
        if (timesMs.isEmpty()) {
            throw new InputFileException(file, "", "there are no rates in it");
        }
        return new RateCourse(timesMs, ratesHz, false);
    }
}
