package org.cb1network.stages.network.kernel;

/**
 * The input of one population through one component of a receptor: neuron i has the conductance, the current or the step of the potential
 * {@code component.scale() * values[places().of(i)]}.
 *
 * <p>A caller that delivers many events takes the array and the places from here and adds to it.
 */
final class SynapticInput {
    private final ReceptorComponent component;
    private final double[] values;
    private final Slots places;

    /**
     * No input yet.
     *
     * @param values with zeros at these places
     */
    SynapticInput(ReceptorComponent component, double[] values, Slots places) {
        this.component = component;
        this.values = values;
        this.places = places;
        component.scales(this);
    }

    ReceptorComponent component() {
        return component;
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
        return component.scale() * values[places.of(neuron)];
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
