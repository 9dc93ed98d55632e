package org.cb1network.figures.theme;

import java.util.List;
import org.cb1network.figures.draw.Color;

/** Colours for the numbers of a matrix. */
@FunctionalInterface
public interface ColorMap {

    /** Returns the colour for a share of the range, 0 ... 1. */
    Color at(double share);

    /**
     * Returns Viridis, in which equal steps look equal, also to colour-blind readers and in grey print. After N. Smith
     * and S. van der Walt (matplotlib, 2015), in M. Zucker's polynomial approximation, which is within 3/255 of it.
     */
    static ColorMap viridis() {
        double[] red = {
            0.2777273272234177,
            0.1050930431085774,
            -0.3308618287255563,
            -4.634230498983486,
            6.228269936347081,
            4.776384997670288,
            -5.435455855934631
        };
        double[] green = {
            0.005407344544966578,
            1.404613529898575,
            0.214847559468213,
            -5.799100973351585,
            14.17993336680509,
            -13.74514537774601,
            4.645852612178535
        };
        double[] blue = {
            0.3340998053353061,
            1.384590162594685,
            0.09509516302823659,
            -19.33244095627987,
            56.69055260068105,
            -65.35303263337234,
            26.3124352495832
        };
        return share -> {
            double t = Math.max(0, Math.min(1, share));
            return new Color(channel(red, t), channel(green, t), channel(blue, t), 1);
        };
    }

    /** Mixes the given colours, evenly spaced over the range, in sRGB. */
    static ColorMap of(List<Color> stops) {
        List<Color> colors = List.copyOf(stops);
        int steps = colors.size() - 1;
        return share -> {
            double at = Math.max(0, Math.min(1, share)) * steps;
            int from = (int) Math.min(steps - 1, Math.floor(at));
            return colors.get(from).mix(colors.get(from + 1), at - from);
        };
    }

    private static int channel(double[] coefficients, double t) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * t + coefficients[i];
        }
        return (int) Math.rint(255 * Math.max(0, Math.min(1, value)));
    }
}
