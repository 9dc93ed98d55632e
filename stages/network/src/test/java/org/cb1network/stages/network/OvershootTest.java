package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cb1network.stages.network.kernel.Overshoot;
import org.cb1network.stages.network.neuron.ExponentialIntegrateAndFire;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.Test;

/** Conductances that forward Euler cannot follow are reported, although no neuron spikes: capacitance / step is 2000 nS. */
class OvershootTest {

    private static final Population LEAKY = new Population(5, "i", 10, 200, -70, -70, -50, 5);
    private static final Population EXPONENTIAL = LEAKY.withNeuron(new ExponentialIntegrateAndFire(2, -55));

    /** Neuron 3 receives so many events of 100 nS in step 450; after 5 ms a third of the conductance is left. */
    private static List<Overshoot> overshoots(Population population, int events) {
        int[] neurons = new int[events];
        int[] steps = new int[events];
        double[] weightsNs = new double[events];
        Arrays.fill(neurons, 3);
        Arrays.fill(steps, 450);
        Arrays.fill(weightsNs, 100);
        Network network = Network.builder(0.1)
                .receptor("i", -70, 5)
                .population("E", population)
                .afferent(
                        "X",
                        new Afferent(1, "i", 0),
                        ExplicitEvents.of(Map.of("E", new EventList(neurons, steps, weightsNs))))
                .projection("X", "E", Projection.of(new Connect.Events(), 100))
                .build();
        return Simulation.of(network).run(100).overshoots();
    }

    @Test
    void aPopulationOfTheGeneralKindNamesTimeAndNeuron() {
        assertEquals(List.of(new Overshoot("E", 3, 45.1)), overshoots(EXPONENTIAL, 20));
    }

    @Test
    void theVectorizedLoopIsLookedAtEvery500Steps() {
        List<Overshoot> found = overshoots(LEAKY, 60);
        assertEquals(List.of(new Overshoot("E", 3, 50.0)), found);
    }

    @Test
    void whatForwardEulerCanFollowIsNotReported() {
        assertEquals(List.of(), overshoots(EXPONENTIAL, 19));
        assertEquals(List.of(), overshoots(LEAKY, 19));
    }
}
