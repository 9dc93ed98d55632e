package org.cb1network.stages.network.kernel;

/**
 * One channel in one population: neuron i has the conductance (or current, or step of the potential) scale of the channel * values[places().of(i)].
 *
 * <p>A caller that delivers many events takes the array and the places from here and adds to it.
 */
final class Conductance {
    private final Channel channel;
    private final double[] values;
    private final Slots places;

    /**
     * No conductance yet.
     *
     * @param values with zeros at these places
     */
    Conductance(Channel channel, double[] values, Slots places) {
        this.channel = channel;
        this.values = values;
        this.places = places;
        channel.scales(this);
    }

    Channel channel() {
        return channel;
    }

    double[] values() {
        return values;
    }

    /** Where the value of each neuron stands. */
    Slots places() {
        return places;
    }

    /** The value of a neuron, in the unit of the receptor's weights. */
    double value(int neuron) {
        return channel.scale() * values[places.of(neuron)];
    }

    /** Multiplies all values; those that come out nearer to 0 than a limit are 0 then. */
    void multiply(double factor, double limit) {
        BlockShape shape = places.shape();
        for (int block = places.first(); block < places.end(); block += shape.span()) {
            for (int i = block; i < block + shape.neurons(); i++) {
                double value = values[i] * factor;
                values[i] = Math.abs(value) < limit ? 0 : value;
            }
        }
    }
}
