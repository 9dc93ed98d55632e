package org.cb1network.figures.output;

import java.util.Arrays;
import org.cb1network.figures.draw.Rect;

/**
 * Computes the share of each pixel that a polygon covers (non-zero winding rule). Each pixel row is sampled along sixteen lines; along a
 * line the coverage is exact. Only additions, multiplications and divisions of doubles are used, so the result is the
 * same on every machine; AWT's rasteriser has changed between JDK releases.
 *
 * <p>A rasteriser can be reused: after {@link #paint} it is empty.
 */
final class Rasterizer {

    /** Sample lines per pixel row. */
    private static final int LINES = 16;

    /** Receives the coverage of the pixels of one row, {@code coverage[i]} in 0 ... 1 for the pixel {@code from + i}. */
    interface Painter {
        void row(int y, int from, int to, double[] coverage);
    }

    private final double[] area;
    private final double[] steps;
    private final double[] row;

    private double[] startX = new double[256];
    private double[] startY = new double[256];
    private double[] slope = new double[256];
    private int[] firstLine = new int[256];
    private int[] endLine = new int[256];
    private byte[] winding = new byte[256];
    private int edges;

    private int[] active = new int[64];
    private double[] crossing = new double[64];

    /** Creates a rasteriser for an image that is {@code width} pixels wide. */
    Rasterizer(int width) {
        area = new double[width + 2];
        steps = new double[width + 2];
        row = new double[width + 2];
    }

    /** Adds one edge of a closed polygon, in pixels. */
    void edge(double x1, double y1, double x2, double y2) {
        boolean down = y1 < y2;
        double topX = down ? x1 : x2;
        double topY = down ? y1 : y2;
        double bottomX = down ? x2 : x1;
        double bottomY = down ? y2 : y1;
        int first = firstLineBelow(topY);
        int end = firstLineBelow(bottomY);
        if (first == end) {
            return;
        }
        if (edges == slope.length) {
            grow();
        }
        startX[edges] = topX;
        startY[edges] = topY;
        slope[edges] = (bottomX - topX) / (bottomY - topY);
        firstLine[edges] = first;
        endLine[edges] = end;
        winding[edges++] = (byte) (down ? 1 : -1);
    }

    private static int firstLineBelow(double y) {
        return (int) Math.ceil(Math.max(-1e6, Math.min(1e6, y)) * LINES - 0.5);
    }

    private void grow() {
        int size = 2 * edges;
        startX = Arrays.copyOf(startX, size);
        startY = Arrays.copyOf(startY, size);
        slope = Arrays.copyOf(slope, size);
        firstLine = Arrays.copyOf(firstLine, size);
        endLine = Arrays.copyOf(endLine, size);
        winding = Arrays.copyOf(winding, size);
    }

    /** Passes the coverage of the added edges inside the clip (in pixels) to the painter, row by row, and clears them. */
    void paint(Rect clip, Painter painter) {
        long[] order = new long[edges];
        for (int i = 0; i < edges; i++) {
            order[i] = (long) firstLine[i] << 32 | i;
        }
        Arrays.sort(order);
        int clipFirst = firstLineBelow(clip.y());
        int clipEnd = firstLineBelow(clip.bottom());
        int next = 0;
        int activeCount = 0;
        int line = edges == 0 ? clipEnd : Math.max(clipFirst, firstLine[(int) order[0]]);
        while (line < clipEnd && (next < edges || activeCount > 0)) {
            if (activeCount == 0) {
                line = Math.max(line, firstLine[(int) order[next]]);
            }
            int pixelRow = Math.floorDiv(line, LINES);
            int rowEnd = Math.min(clipEnd, (pixelRow + 1) * LINES);
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (; line < rowEnd; line++) {
                while (next < edges && firstLine[(int) order[next]] <= line) {
                    activeCount = activate(activeCount, (int) order[next++]);
                }
                activeCount = cross(line, activeCount);
                if (activeCount > 0) {
                    min = Math.min(min, crossing[0]);
                    max = Math.max(max, crossing[activeCount - 1]);
                    coverLine(activeCount, clip.x(), clip.right());
                }
            }
            double from = Math.max(min, clip.x());
            double to = Math.min(max, clip.right());
            if (from < to) {
                emit(pixelRow, from, to, painter);
            }
        }
        edges = 0;
    }

    private int activate(int activeCount, int edge) {
        if (activeCount == active.length) {
            active = Arrays.copyOf(active, 2 * activeCount);
            crossing = Arrays.copyOf(crossing, 2 * activeCount);
        }
        active[activeCount] = edge;
        return activeCount + 1;
    }

    /** Removes the edges that end above the line and sorts the others by their intersection with it. */
    private int cross(int line, int activeCount) {
        double y = (line + 0.5) / LINES;
        int kept = 0;
        for (int i = 0; i < activeCount; i++) {
            int edge = active[i];
            if (endLine[edge] <= line) {
                continue;
            }
            double x = startX[edge] + (y - startY[edge]) * slope[edge];
            int place = kept++;
            while (place > 0 && crossing[place - 1] > x) {
                crossing[place] = crossing[place - 1];
                active[place] = active[place - 1];
                place--;
            }
            crossing[place] = x;
            active[place] = edge;
        }
        return kept;
    }

    private void coverLine(int activeCount, double clipLeft, double clipRight) {
        int turns = 0;
        double from = 0;
        for (int i = 0; i < activeCount; i++) {
            int before = turns;
            turns += winding[active[i]];
            if (before == 0) {
                from = crossing[i];
            } else if (turns == 0) {
                span(Math.max(from, clipLeft), Math.min(crossing[i], clipRight));
            }
        }
    }

    /** Adds a covered stretch of the current line: the partly covered pixels at its ends, and all pixels between. */
    private void span(double from, double to) {
        if (!(from < to)) {
            return;
        }
        int first = (int) from;
        int last = (int) to;
        if (first == last) {
            area[first] += to - from;
        } else {
            area[first] += first + 1 - from;
            area[last] += to - last;
            steps[first + 1] += 1;
            steps[last] -= 1;
        }
    }

    private void emit(int y, double min, double max, Painter painter) {
        int from = (int) min;
        int to = Math.min(row.length - 2, (int) max + 1);
        double full = 0;
        for (int x = from; x < to; x++) {
            full += steps[x];
            row[x - from] = Math.min(1, (full + area[x]) / LINES);
        }
        Arrays.fill(area, from, to + 2, 0);
        Arrays.fill(steps, from, to + 2, 0);
        if (from < to) {
            painter.row(y, from, to, row);
        }
    }
}
