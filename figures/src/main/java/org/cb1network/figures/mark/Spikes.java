package org.cb1network.figures.mark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.theme.Theme;

/** A raster of spikes: one small dot per spike, time along x, neurons along y. Suitable for about 10^6 spikes. */
public final class Spikes extends Mark<Spikes> {

    private final double[] times;
    private final double[] neurons;
    private double width;
    private double height;

    /**
     * Creates a raster.
     *
     * @param times of spikes, in the unit of the x axis
     * @param neurons y position of the neuron of each spike
     */
    public Spikes(Theme theme, double[] times, int[] neurons) {
        super(theme);
        if (times.length != neurons.length) {
            throw new IllegalArgumentException(
                    "Each spike has a time and a neuron: " + times.length + " and " + neurons.length + " were given.");
        }
        this.times = times.clone();
        this.neurons = Arrays.stream(neurons).asDoubleStream().toArray();
        this.width = theme.length("dot.size");
        this.height = width;
    }

    /** Sets the size of a dot, mm. */
    public Spikes dot(double widthMm, double heightMm) {
        this.width = widthMm;
        this.height = heightMm;
        return this;
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.of(times);
    }

    @Override
    public ValueRange yRange() {
        return ValueRange.of(neurons);
    }

    @Override
    public List<Datum> data(DataArea area) {
        return IntStream.range(0, times.length)
                .filter(i -> area.x().covers(times[i]) && area.y().covers(neurons[i]))
                .mapToObj(i -> Datum.point("spikes", series(), times[i], neurons[i]))
                .toList();
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        canvas.dots(Dots.of(area.area(), area.toX(times), area.toY(neurons), width, height), color());
    }

    @Override
    protected Spikes self() {
        return this;
    }
}
