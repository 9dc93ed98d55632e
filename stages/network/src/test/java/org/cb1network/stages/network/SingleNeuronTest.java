package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.cb1network.stages.network.record.ConductanceRecorder;
import org.cb1network.stages.network.record.MembraneRecorder;
import org.cb1network.stages.network.record.NeuronSelection;
import org.cb1network.stages.network.record.SampleSeries;
import org.cb1network.stages.network.record.Series;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.record.SpikeTrains;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single neurons against closed forms. */
class SingleNeuronTest {
    private static final double STEP_MS = 0.1;
    private static final double LEAK_NS = 10;
    private static final double CAPACITANCE_PF = 200;
    private static final double MEMBRANE_MS = CAPACITANCE_PF / LEAK_NS;

    /** A constant current I is a shift of the resting potential by I / leak. */
    @ParameterizedTest
    @ValueSource(doubles = {199, 201, 220, 300, 500, 2000})
    void theFrequencyCurrentCurveIsThatOfTheLeakyIntegrator(double currentPa) {
        double driveMv = currentPa / LEAK_NS;
        double durationMs = 5000;
        SpikeTrains spikes = new SpikeTrains();
        Network network = Network.builder(STEP_MS)
                .receptor("e", 0, 5)
                .population("A", neuron(-70 + driveMv, 5))
                .build();
        Simulation.of(network)
                .guards(Guards.none())
                .record(new SpikeRecorder(List.of(), spikes))
                .run(durationMs);
        if (driveMv <= 20) {
            assertEquals(0, spikes.count("A"));
            return;
        }
        // Forward Euler from reset: V_n = rest + (reset - rest) (1 - dt / tau)^n.
        double perStep = StrictMath.log1p(-STEP_MS / MEMBRANE_MS);
        int rise = (int) StrictMath.floor(StrictMath.log((driveMv - 20) / driveMv) / perStep) + 1;
        int[] steps = spikes.steps("A");
        for (int i = 1; i < steps.length; i++) {
            assertEquals(49 + rise, steps[i] - steps[i - 1]);
        }
        double closedFormHz = 1000 / (5 + MEMBRANE_MS * StrictMath.log(driveMv / (driveMv - 20)));
        assertEquals(closedFormHz, 1000.0 / ((49 + rise) * STEP_MS), 0.02 * closedFormHz);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.1, 1", "0.2, 2", "5, 50"})
    void aRefractoryNeuronWaits(double refractoryMs, int expectedSteps) {
        SpikeTrains spikes = new SpikeTrains();
        Network network = Network.builder(STEP_MS)
                .receptor("e", 0, 5)
                .population("A", neuron(1e6, refractoryMs))
                .build();
        Simulation.of(network)
                .guards(Guards.none())
                .record(new SpikeRecorder(List.of(), spikes))
                .run(50);
        int[] steps = spikes.steps("A");
        assertEquals(0, steps[0]);
        assertEquals(expectedSteps, steps[1] - steps[0]);
    }

    /** Drives that would carry it beyond the threshold in four steps and in one, if it were let go. */
    @ParameterizedTest
    @ValueSource(doubles = {1000, 1e6})
    void aRefractoryNeuronStaysAtTheResetPotential(double restMv) {
        SampleSeries membrane = new SampleSeries();
        Network network = Network.builder(STEP_MS)
                .receptor("e", 0, 5)
                .population("A", neuron(restMv, 1))
                .build();
        SpikeTrains spikes = new SpikeTrains();
        Simulation.of(network)
                .guards(Guards.none())
                .record(new SpikeRecorder(List.of(), spikes))
                .record(new MembraneRecorder(List.of(NeuronSelection.all("A")), 1, membrane))
                .run(100);
        double[] v = membrane.values(Series.of("A", 0));
        int[] steps = spikes.steps("A");
        assertTrue(steps.length > 10, steps.length + " spikes");
        for (int spike : steps) {
            // A sample is taken before the update of its step: 9 that do nothing, and the first that does.
            for (int step = spike + 1; step <= spike + 10 && step < v.length; step++) {
                assertEquals(-70, v[step], 1e-9, "step " + step + ", spike at " + spike);
            }
        }
    }

    @Test
    void aPostSynapticPotentialHasTheShapeOfTheDifferenceOfTwoExponentials() {
        // So small a conductance that the driving force does not change: two linear filters in a row.
        double weightNs = 1e-6;
        double decayMs = 5;
        double stepMs = 0.005;
        SampleSeries membrane = new SampleSeries();
        Network network = Network.builder(stepMs)
                .receptor("e", 0, decayMs)
                .population("A", neuron(-70, 5))
                .afferent("X", 1, "e", events(new int[] {0}, new int[] {0}, new double[] {weightNs}))
                .projection("X", "A", Projection.of(new Connect.Events()))
                .build();
        Simulation.of(network)
                .record(new MembraneRecorder(List.of(NeuronSelection.all("A")), 200, membrane))
                .run(60);
        double[] v = membrane.values(Series.of("A", 0));
        double scaleMv = weightNs * 70 / CAPACITANCE_PF * (MEMBRANE_MS * decayMs) / (MEMBRANE_MS - decayMs);
        for (int sample = 0; sample < v.length; sample++) {
            double timeMs = sample;
            double psp = scaleMv * (StrictMath.exp(-timeMs / MEMBRANE_MS) - StrictMath.exp(-timeMs / decayMs));
            assertEquals(psp, v[sample] + 70, 0.005 * scaleMv, "at " + timeMs + " ms");
        }
    }

    @Test
    void anEventActsOnTheMembraneFromTheNextStepOn() {
        SampleSeries membrane = new SampleSeries();
        SampleSeries conductance = new SampleSeries();
        Network network = Network.builder(STEP_MS)
                .receptor("e", 0, 5)
                .population("A", neuron(-70, 5))
                .afferent("X", 1, "e", events(new int[] {0, 0}, new int[] {2, 2}, new double[] {2, 1}))
                .projection("X", "A", Projection.of(new Connect.Events()))
                .build();
        List<NeuronSelection> all = List.of(NeuronSelection.all("A"));
        Simulation.of(network)
                .record(new MembraneRecorder(all, 1, membrane))
                .record(new ConductanceRecorder(all, 1, conductance))
                .run(0.6);
        double[] v = membrane.values(Series.of("A", 0));
        double[] g = conductance.values(new Series("A", 0, "e"));
        assertArrayEquals(new double[] {0, 0, 0, 3, 3 * 0.98, 3 * 0.98 * 0.98}, g, 1e-14);
        assertEquals(-70, v[3]);
        assertEquals(-70 + STEP_MS * 3 * 70 / CAPACITANCE_PF, v[4], 1e-12);
    }

    @Test
    void aSpikeActsWithinItsStepAndMultipleSynapsesAdd() {
        SampleSeries conductance = new SampleSeries();
        Network network = Network.builder(STEP_MS)
                .receptor("e", 0, 5)
                .population("A", neuron(1e6, 1000))
                .population("B", new Population(3, "e", LEAK_NS, CAPACITANCE_PF, -70, -70, -50, 5))
                .projection(
                        "A", "B", 1, new ExplicitConnections(new int[] {0, 0, 0}, new int[] {1, 2, 1}, new double[] {
                            2, 3, 4
                        }))
                .build();
        Simulation.of(network)
                .guards(Guards.none())
                .record(new ConductanceRecorder(List.of(NeuronSelection.all("B")), 1, conductance))
                .run(0.2);
        assertArrayEquals(new double[] {0, 0}, conductance.values(new Series("B", 0, "e")), 1e-14);
        assertArrayEquals(new double[] {0, 6}, conductance.values(new Series("B", 1, "e")), 1e-14);
        assertArrayEquals(new double[] {0, 3}, conductance.values(new Series("B", 2, "e")), 1e-14);
    }

    @Test
    void receptorsWithTheirOwnConstantsHaveTheirOwnConductance() {
        int steps = 4000;
        int[] when = {10, 20, 20, 400};
        double[] decayMs = {5, 2, 100, 5};
        double[] reversalMv = {0, 0, -80, -80};
        NetworkBuilder builder = Network.builder(STEP_MS).receptor("e", 0, 5).population("A", neuron(-70, 5));
        for (int r = 0; r < 4; r++) {
            builder.receptor("r" + r, reversalMv[r], decayMs[r]);
            builder.afferent("X" + r, 1, "r" + r, events(new int[] {0}, new int[] {when[r]}, new double[] {3 + r}));
            builder.projection("X" + r, "A", Projection.of(new Connect.Events()));
        }
        SampleSeries membrane = new SampleSeries();
        Simulation.of(builder.build())
                .record(new MembraneRecorder(List.of(NeuronSelection.all("A")), 1, membrane))
                .run(steps * STEP_MS);
        double[] v = membrane.values(Series.of("A", 0));
        double reference = -70;
        double[] g = new double[4];
        for (int step = 0; step < steps; step++) {
            assertEquals(reference, v[step], 1e-11, "step " + step);
            double currentPa = LEAK_NS * (-70 - reference);
            for (int r = 0; r < 4; r++) {
                currentPa += g[r] * (reversalMv[r] - reference);
                g[r] -= STEP_MS * g[r] / decayMs[r];
                g[r] += when[r] == step ? 3 + r : 0;
            }
            reference += STEP_MS * currentPa / CAPACITANCE_PF;
        }
        assertTrue(steps > 1000, "long enough for the scale to be worked in");
    }

    @Test
    void aCoReceptorWithTheConstantsOfTheFirstOneAddsItsFraction() {
        SampleSeries conductance = new SampleSeries();
        Network network = Network.builder(STEP_MS)
                .receptor("e", 0, 5)
                .receptor("same", 0, 5)
                .population("A", neuron(1e6, 1000))
                .population("B", neuron(-70, 5))
                .projection("A", "B", Projection.of(new Connect.OneToOne(), 4).withCoReceptors(Map.of("same", 0.5)))
                .build();
        Simulation.of(network)
                .guards(Guards.none())
                .record(new ConductanceRecorder(List.of(NeuronSelection.all("B")), 1, conductance))
                .run(0.2);
        assertArrayEquals(new double[] {0, 6}, conductance.values(new Series("B", 0, "e")), 1e-14);
    }

    private static Population neuron(double restMv, double refractoryMs) {
        return new Population(1, "e", LEAK_NS, CAPACITANCE_PF, restMv, -70, -50, refractoryMs);
    }

    private static ExplicitEvents events(int[] neuron, int[] step, double[] weightNs) {
        return ExplicitEvents.of(Map.of("A", new EventList(neuron, step, weightNs)));
    }
}
