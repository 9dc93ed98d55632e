package org.cb1network.stages.science.analysis;

/**
 * The elementary effects of one factor, one for each trajectory of Morris's design (Technometrics 33:161, 1991): the change
 * of the quantity divided by the change of the factor, as a part of the factor's range.
 */
public final class ElementaryEffects {

    private final double[] effects;

    /** Creates the effects of a factor. */
    public ElementaryEffects(double[] effects) {
        this.effects = effects.clone();
    }

    /** Returns the mean effect, mu. */
    public Estimated mean(Estimated.Bootstrap bootstrap) {
        return Estimated.of(effects.length, this::mean, bootstrap);
    }

    /** Returns the mean of the absolute effects, mu* (Campolongo et al., Environ. Model. Softw. 22:1509, 2007). */
    public Estimated meanOfAbsolute(Estimated.Bootstrap bootstrap) {
        return Estimated.of(
                effects.length,
                drawn -> {
                    double sum = 0;
                    for (int i : drawn) {
                        sum += Math.abs(effects[i]);
                    }
                    return sum / drawn.length;
                },
                bootstrap);
    }

    /** Returns the standard deviation of the effects, sigma: large for a factor that interacts or acts non-linearly. */
    public Estimated standardDeviation(Estimated.Bootstrap bootstrap) {
        return Estimated.of(
                effects.length,
                drawn -> {
                    double mean = mean(drawn);
                    double squares = 0;
                    for (int i : drawn) {
                        squares += (effects[i] - mean) * (effects[i] - mean);
                    }
                    return Math.sqrt(squares / (drawn.length - 1));
                },
                bootstrap);
    }

    private double mean(int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            sum += effects[i];
        }
        return sum / drawn.length;
    }
}
