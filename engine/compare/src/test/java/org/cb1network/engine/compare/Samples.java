package org.cb1network.engine.compare;

import java.util.Arrays;

/** A picture as a pipeline writes it. */
final class Samples {

    /** Returns a white sheet of 20 mm x 10 mm with a dark bar in panel a and optionally another one in panel b. */
    static Pixels picture(boolean withBarInB) {
        int perMm = 10;
        int[] rgb = new int[20 * perMm * 10 * perMm];
        Arrays.fill(rgb, 0xffffff);
        bar(rgb, 2, perMm);
        if (withBarInB) {
            bar(rgb, 14, perMm);
        }
        return Pixels.of(20 * perMm, 10 * perMm, perMm, rgb);
    }

    private static void bar(int[] rgb, int leftMm, int perMm) {
        for (int y = 4 * perMm; y < 10 * perMm; y++) {
            for (int x = leftMm * perMm; x < (leftMm + 2) * perMm; x++) {
                rgb[y * 20 * perMm + x] = 0x203060;
            }
        }
    }

    private Samples() {}
}
