package org.cb1network.figures.mark;

import java.util.Arrays;
import org.cb1network.figures.draw.Polyline;

/** Thins long lines without changing how they look, and turns points into stairs. */
final class Thinning {

    /** Points closer together than this cannot be distinguished on paper: half a pixel at 300 dots per inch, mm. */
    private static final double COLUMN = 0.042;

    private Thinning() {}

    /**
     * Thins a line: of the points in the same narrow column, keeps the first, the lowest, the highest and the last.
     * Lines whose x is not ascending and lines with few points are not changed.
     */
    static Polyline thin(double[] x, double[] y) {
        if (!isWorthIt(x)) {
            return Polyline.open(x, y);
        }
        double[] keptX = new double[x.length];
        double[] keptY = new double[x.length];
        int kept = 0;
        int start = 0;
        while (start < x.length) {
            int end = start + 1;
            int low = start;
            int high = start;
            boolean gap = Double.isNaN(y[start]);
            double column = Math.floor(x[start] / COLUMN);
            while (!gap && end < x.length && !Double.isNaN(y[end]) && Math.floor(x[end] / COLUMN) == column) {
                low = y[end] < y[low] ? end : low;
                high = y[end] > y[high] ? end : high;
                end++;
            }
            int[] candidates = {start, Math.min(low, high), Math.max(low, high), end - 1};
            for (int i = 0; i < candidates.length; i++) {
                if (i == 0 || candidates[i] != candidates[i - 1]) {
                    keptX[kept] = x[candidates[i]];
                    keptY[kept++] = y[candidates[i]];
                }
            }
            start = end;
        }
        return Polyline.open(Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept));
    }

    private static boolean isWorthIt(double[] x) {
        for (int i = 1; i < x.length; i++) {
            if (!(x[i] >= x[i - 1])) {
                return false;
            }
        }
        return x.length > 2 && x.length > 4 * (x[x.length - 1] - x[0]) / COLUMN;
    }

    /** Returns a line that is horizontal up to the next x and then goes up or down. */
    static Polyline stairs(double[] x, double[] y) {
        int n = x.length;
        double[] stairX = new double[Math.max(0, 2 * n - 1)];
        double[] stairY = new double[stairX.length];
        for (int i = 0; i < n; i++) {
            stairX[2 * i] = x[i];
            stairY[2 * i] = y[i];
            if (i + 1 < n) {
                stairX[2 * i + 1] = x[i + 1];
                stairY[2 * i + 1] = y[i];
            }
        }
        return Polyline.open(stairX, stairY);
    }
}
