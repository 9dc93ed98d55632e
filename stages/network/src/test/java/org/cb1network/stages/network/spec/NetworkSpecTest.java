package org.cb1network.stages.network.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.cb1network.stages.network.example.Cb1Network;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
    private static final NetworkSpec V1 = Cb1Network.v1();

    @Test
    void thePublishedNetworkHasNoProblems() {
        assertEquals(List.of(), V1.problems());
        assertEquals(List.of(), Cb1Network.v2m().problems());
        assertEquals(List.of(), Cb1Network.withoutCb1().problems());
    }

    @Test
    void inDegreesAreRoundedDown() {
        assertEquals(33, new FixedInDegree(0.067).inDegree(500));
        assertEquals(12, new FixedInDegree(0.025).inDegree(500));
        assertEquals(0, new FixedInDegree(0.001).inDegree(500));
        assertEquals(500, new FixedInDegree(1).inDegree(500));
    }

    @Test
    void refractoryPeriodsAreWholeStepsAsInBrian2() {
        assertEquals(50, V1.population("L4Exc").refractorySteps(0.1));
        assertEquals(0, neuron(-50, 0).refractorySteps(0.1));
        assertEquals(1, neuron(-50, 0.19).refractorySteps(0.1));
    }

    @Test
    void conditionsAreOverrides() {
        NetworkSpec v2m = Cb1Network.v2m();
        assertEquals(0.25, v2m.projection("CB1Inh->L23Exc").releaseProbability());
        assertEquals(new FixedInDegree(0.05), v2m.projection("CB1Inh->L4Exc").connectivity());
        assertEquals(V1.projection("PvInh->L23Exc"), v2m.projection("PvInh->L23Exc"));
        assertEquals(
                0.02,
                V1.withConnectionProbability("AffExcBG->L4Exc", 0.02).afferentProjections().stream()
                        .filter(p -> p.name().equals("AffExcBG->L4Exc"))
                        .findFirst()
                        .orElseThrow()
                        .probability());
        assertEquals(
                3, V1.withWeightNs("PvInh->PvInh", 3).projection("PvInh->PvInh").weightNs());
    }

    @Test
    void anOverrideOfAnUnknownProjectionIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> V1.withReleaseProbability("CB1Inh->L5Exc", 0.5));
        assertTrue(refused.getMessage().contains("CB1Inh->L5Exc"), refused.getMessage());
    }

    @Test
    void aCircuitIsAPartOfTheNetwork() {
        NetworkSpec circuit = V1.restrictedTo(List.of("L23Exc", "PvInh", "CB1Inh"));
        assertEquals(3, circuit.populations().size());
        assertEquals(7, circuit.projections().size());
        assertEquals(3, circuit.afferentProjections().size());
        assertEquals(List.of(), circuit.problems());
    }

    @Test
    void allProblemsAreListedEachWithTheNumberThatIsWrong() {
        NetworkSpec wrong = V1.withConnectionProbability("L23Exc->PvInh", 1.5)
                .withReleaseProbability("CB1Inh->L4Exc", -0.25)
                .withWeightNs("PvInh->L23Exc", -10);
        List<String> problems = wrong.problems();
        assertEquals(3, problems.size(), problems::toString);
        assertMentions(problems, "L23Exc->PvInh", "1.5");
        assertMentions(problems, "CB1Inh->L4Exc", "-0.25");
        assertMentions(problems, "PvInh->L23Exc", "-10");
        InvalidNetworkException refused = assertThrows(InvalidNetworkException.class, wrong::validated);
        assertEquals(problems, refused.problems());
    }

    @Test
    void aTimeStepTooLargeForATimeConstantIsRefused() {
        NetworkSpec network = NetworkSpec.builder(0.1)
                .receptor("fast", 0, 0.15)
                .population(new Population("A", 1, 100, 10, -70, -70, -50, 5))
                .build();
        assertMentions(network.problems(), "receptor fast", "0.15");
        assertMentions(network.problems(), "population A", "0.1 ms");
    }

    @Test
    void moreThanOneEventPerStepIsRefused() {
        NetworkSpec network = V1.withStimulus("AffExcBG", new ConstantRate(40));
        assertMentions(network.problems(), "AffExcBG->PvInh", "1.6");
        NetworkSpec bump =
                V1.withStimulus("AffExcBG", new GaussianEvents(List.of(new GaussianEvents.Event(500, 40)), 100));
        assertMentions(bump.problems(), "AffExcBG->PvInh", "1.6");
    }

    @Test
    void moreMemoryThanThereIsIsRefused() {
        NetworkSpec.Builder huge = NetworkSpec.builder(0.1).receptor("e", 0, 5);
        for (int i = 0; i < 40; i++) {
            huge.population(new Population("P" + i, 60_000, 10, 200, -70, -70, -50, 5));
            for (int j = 0; j < 40; j++) {
                huge.projection("P" + i, "P" + j, "e", 1, 0.5);
            }
        }
        assertMentions(huge.build().problems(), "2880000000000 synapses", "MB");
    }

    @Test
    void moreNeuronsThanTheStateHasRoomForAreRefused() {
        NetworkSpec huge = NetworkSpec.builder(0.1)
                .population(new Population("P", 300_000_000, 10, 200, -70, -70, -50, 5))
                .build();
        assertMentions(huge.problems(), "more neurons than a network can have");
    }

    @Test
    void unknownAndRepeatedNamesAreRefused() {
        NetworkSpec network = NetworkSpec.builder(0.1)
                .receptor("e", 0, 5)
                .population(neuron(-50, 5))
                .population(neuron(-50, 5))
                .projection("A", "B", "f", 1, 0.1)
                .afferentProjection("X", "A", "e", 1, 0.1)
                .build();
        List<String> problems = network.problems();
        assertMentions(problems, "population A", "twice");
        assertMentions(problems, "A->B", "no population B");
        assertMentions(problems, "A->B", "no receptor f");
        assertMentions(problems, "X->A", "no afferent X");
    }

    @Test
    void numbersThatAreNotNumbersAreRefused() {
        NetworkSpec network = NetworkSpec.builder(Double.NaN)
                .receptor("e", Double.NaN, 5)
                .population(new Population("A", 0, Double.NaN, 200, -70, -40, -50, -1))
                .build();
        List<String> problems = network.problems();
        assertMentions(problems, "time step", "NaN");
        assertMentions(problems, "receptor e", "NaN");
        assertMentions(problems, "population A", "size 0");
        assertMentions(problems, "leak", "NaN");
        assertMentions(problems, "reset potential -40");
        assertMentions(problems, "refractory", "-1");
    }

    @Test
    void explicitConnectionsAndEventsAreCheckedOneByOne() {
        NetworkSpec.Builder network =
                NetworkSpec.builder(0.1).receptor("e", 0, 5).population(neuron(-50, 5));
        network.projection(new Projection(
                "A", "A", "e", 0, 1, new ExplicitConnections(new int[] {0, 0}, new int[] {0, 1}, new double[] {1, 1})));
        EventList events = new EventList(new int[] {0, 0}, new int[] {3, 1}, new double[] {1, Double.NaN});
        network.afferent("X", 1, ExplicitEvents.of(Map.of("A", events, "B", events)));
        network.afferentProjection("X", "A", "e", 0, 0);
        List<String> problems = network.build().problems();
        assertMentions(problems, "A->A", "synapse 1", "neuron 1");
        assertMentions(problems, "X->A", "event 0", "NaN");
        assertMentions(problems, "afferent X", "B", "no projection");
    }

    @Test
    void aSingleNeuronCannotConnectToItself() {
        NetworkSpec network = NetworkSpec.builder(0.1)
                .receptor("e", 0, 5)
                .population(neuron(-50, 5))
                .projection("A", "A", "e", 1, 1)
                .build();
        assertMentions(network.problems(), "A->A", "itself");
    }

    private static Population neuron(double thresholdMv, double refractoryMs) {
        return new Population("A", 1, 10, 200, -70, -70, thresholdMv, refractoryMs);
    }

    private static void assertMentions(List<String> problems, String... words) {
        assertTrue(
                problems.stream().anyMatch(p -> List.of(words).stream().allMatch(p::contains)),
                () -> List.of(words) + " not in " + problems);
    }
}
