package org.cb1network.engine.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cb1network.engine.stage.FigureMetadata.Panel;

/**
 * The difference between two pictures of the same figure.
 *
 * <p>The pictures are divided into squares of {@value #BLOCK} pixels. The difference of a pixel is the largest one of
 * its three colours, as a share of the full scale; that of a block is the mean of its pixels. A missing bar or line
 * therefore stands out, however small its share of the figure, while the edge of a curve that has moved by a fraction
 * of a pixel does not.
 *
 * @param sameSize whether both have the same number of pixels; if not, nothing else is known
 * @param pixels number of pixels that differ
 * @param worst difference of the block that differs most, from 0 to 1
 * @param xMm centre of that block, in millimetres from the left edge
 * @param yMm centre of that block, in millimetres from the upper edge
 */
public record PixelDifference(boolean sameSize, long pixels, double worst, double xMm, double yMm) {

    /** Side length of a block in pixels. */
    static final int BLOCK = 16;

    /** Tolerated difference of a block, which covers edges that moved by less than a tenth of a pixel. */
    public static final double TOLERATED = 0.01;

    /** Red, the colour of differences. */
    private static final int MARK = 0xd0021b;

    /** Compares two pictures. */
    public static PixelDifference of(Pixels expected, Pixels found) {
        if (expected.width() != found.width() || expected.height() != found.height()) {
            return new PixelDifference(false, 0, 1, 0, 0);
        }
        long pixels = 0;
        double worst = -1;
        double xMm = 0;
        double yMm = 0;
        for (int top = 0; top < found.height(); top += BLOCK) {
            for (int left = 0; left < found.width(); left += BLOCK) {
                int right = Math.min(left + BLOCK, found.width());
                int bottom = Math.min(top + BLOCK, found.height());
                double sum = 0;
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        int difference = difference(expected.at(x, y), found.at(x, y));
                        pixels += difference > 0 ? 1 : 0;
                        sum += difference / 255.0;
                    }
                }
                // Blocks at the edge are smaller, but a pixel has the same weight in them.
                double ofBlock = sum / (BLOCK * BLOCK);
                if (ofBlock > worst) {
                    worst = ofBlock;
                    xMm = (left + right) / 2.0 / found.perMm();
                    yMm = (top + bottom) / 2.0 / found.perMm();
                }
            }
        }
        return new PixelDifference(true, pixels, worst, xMm, yMm);
    }

    private static int difference(int a, int b) {
        int red = Math.abs((a >> 16 & 255) - (b >> 16 & 255));
        int green = Math.abs((a >> 8 & 255) - (b >> 8 & 255));
        int blue = Math.abs((a & 255) - (b & 255));
        return Math.max(red, Math.max(green, blue));
    }

    /** Returns whether the difference is no more than edges that have moved by a fraction of a pixel. */
    public boolean isTolerable() {
        return sameSize && worst <= TOLERATED;
    }

    /**
     * Returns the letter of the panel that contains the worst block or is nearest to it; empty if the figure names
     * none.
     */
    public Optional<String> panel(List<Panel> panels) {
        return panels.stream().min(Comparator.comparingDouble(this::distance)).map(Panel::letter);
    }

    /** Returns the distance of the worst block from a panel in mm; 0 inside. */
    private double distance(Panel panel) {
        double dx = Math.max(0, Math.max(panel.x() - xMm, xMm - panel.x() - panel.width()));
        double dy = Math.max(0, Math.max(panel.y() - yMm, yMm - panel.y() - panel.height()));
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Returns the found picture in pale grey, with differences from the expected one in red. */
    public static Pixels picture(Pixels expected, Pixels found) {
        int[] rgb = new int[found.width() * found.height()];
        for (int y = 0; y < found.height(); y++) {
            for (int x = 0; x < found.width(); x++) {
                boolean inside = x < expected.width() && y < expected.height();
                boolean same = inside && expected.at(x, y) == found.at(x, y);
                rgb[y * found.width() + x] = same ? paleGrey(found.at(x, y)) : MARK;
            }
        }
        return Pixels.of(found.width(), found.height(), found.perMm(), rgb);
    }

    private static int paleGrey(int pixel) {
        int mean = ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3;
        int pale = 255 - (255 - mean) / 3;
        return pale << 16 | pale << 8 | pale;
    }

    /** Describes the difference, without the panel. */
    public String inWords() {
        if (!sameSize) {
            return "the picture has a different size";
        }
        return String.format(
                Locale.ROOT,
                "%d pixels differ, most around (%.0f mm, %.0f mm), where a block of %d x %d pixels differs by %.1f %%",
                pixels,
                xMm,
                yMm,
                BLOCK,
                BLOCK,
                100 * worst);
    }
}
