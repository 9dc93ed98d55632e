package org.cb1network.stages.science.simulation;

import java.util.List;
import java.util.stream.Stream;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Normalized;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * What a simulation records besides mean rates. Recordings take space, so nothing is recorded by default.
 *
 * @param spikes populations whose spikes are recorded
 * @param membrane populations whose membrane potentials are recorded, {@code neurons} of each
 * @param neurons neurons of each population that {@code membrane} and {@code conductances} record
 * @param samplingMs time between two samples, in ms
 * @param conductances populations whose synaptic conductances are recorded
 * @param rates populations whose rate is recorded over time
 * @param rateBinMs width of a bin of {@code rates}, in ms
 * @param afferents afferents whose rate is recorded over time
 */
public record RecordingParameters(
        @Describe("populations whose spikes are recorded") @Default("[]")
        List<String> spikes,

        @Describe("populations whose membrane potentials are recorded") @Default("[]")
        List<String> membrane,

        @Describe(
                "neurons of each population whose potentials and conductances are recorded: the first n, a range a..b, or a list")
        @Default("3")
        Indices neurons,

        @Describe("time between two samples of potentials, conductances and afferent rates")
        @Unit("ms")
        @Range(min = 0, minExclusive = true)
        @Default("1 ms")
        double samplingMs,

        @Describe("populations whose synaptic conductances are recorded") @Default("[]")
        List<String> conductances,

        @Describe("populations whose rate is recorded over time") @Default("[]")
        List<String> rates,

        @Describe("width of a bin of the rates over time")
        @Unit("ms")
        @Range(min = 0, minExclusive = true)
        @Default("1 ms")
        double rateBinMs,

        @Describe("afferents whose rate is recorded over time") @Default("[]")
        List<String> afferents)
        implements Normalized<RecordingParameters> {

    private static final Indices USUAL_NEURONS = Indices.first(3);
    private static final double USUAL_TIME_MS = 1;

    public RecordingParameters {
        spikes = List.copyOf(spikes);
        membrane = List.copyOf(membrane);
        conductances = List.copyOf(conductances);
        rates = List.copyOf(rates);
        afferents = List.copyOf(afferents);
    }

    private boolean takesNeurons() {
        return !membrane.isEmpty() || !conductances.isEmpty();
    }

    /** The populations of which {@code neurons} are recorded. */
    Stream<String> sampledPopulations() {
        return Stream.concat(membrane.stream(), conductances.stream()).distinct();
    }

    /** Whether something is sampled every {@code samplingMs}. */
    boolean takesSamples() {
        return takesNeurons() || !afferents.isEmpty();
    }

    /** Whether spikes are counted in bins of {@code rateBinMs}. */
    boolean takesBins() {
        return !rates.isEmpty();
    }

    @Override
    public RecordingParameters normalized() {
        return new RecordingParameters(
                spikes,
                membrane,
                takesNeurons() ? neurons : USUAL_NEURONS,
                takesSamples() ? samplingMs : USUAL_TIME_MS,
                conductances,
                rates,
                takesBins() ? rateBinMs : USUAL_TIME_MS,
                afferents);
    }
}
