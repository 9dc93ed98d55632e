package org.cb1network.stages.network.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Indices.Span;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.neuron.AdaptiveExponential;
import org.cb1network.stages.network.neuron.ExponentialIntegrateAndFire;
import org.cb1network.stages.network.random.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    private static final Network V1 = Cb1Network.v1();

    @Test
    void thePublishedNetworkHasNoProblems() {
        assertEquals(List.of(), V1.problems());
        assertEquals(List.of(), Cb1Network.v2m().problems());
        assertEquals(List.of(), Cb1Network.withoutCb1().problems());
    }

    @ParameterizedTest
    @CsvSource({"0.067, 33", "0.025, 12", "0.001, 0", "1, 500"})
    void inDegreesAreRoundedDown(double probability, int inDegree) {
        Network network = V1.withProjection("PvInh -> L23Exc", p -> p.withProbability(probability));
        assertEquals(new Connect.InDegree(inDegree, true, false), network.rule(Pathway.parse("PvInh -> L23Exc")));
    }

    @Test
    void refractoryPeriodsAreWholeStepsAsInBrian2() {
        assertEquals(50, V1.population("L4Exc").refractorySteps(0.1));
        assertEquals(0, neuron(-50, 0).refractorySteps(0.1));
        assertEquals(1, neuron(-50, 0.19).refractorySteps(0.1));
    }

    @Test
    void conditionsAreOverrides() {
        Network v2m = Cb1Network.v2m();
        Pathway toL4 = Pathway.parse("CB1Inh -> L4Exc");
        Pathway pv = Pathway.parse("PvInh -> L23Exc");
        assertEquals(0.25, v2m.projection(Pathway.parse("CB1Inh -> L23Exc")).release());
        assertEquals(25, v2m.meanInDegree(toL4));
        assertEquals(12, V1.meanInDegree(toL4));
        assertEquals(V1.projection(pv), v2m.projection(pv));
        assertEquals(
                3,
                V1.withProjection("PvInh -> L23Exc", p -> p.withWeightNs(3))
                        .projection(pv)
                        .weightNs()
                        .orElseThrow());
    }

    @Test
    void anOverrideOfAnUnknownProjectionIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> V1.withProjection("CB1Inh -> L5Exc", p -> p.withRelease(0.5)));
        assertTrue(refused.getMessage().contains("CB1Inh -> L5Exc"), refused.getMessage());
    }

    @Test
    void aCircuitIsAPartOfTheNetwork() {
        Network circuit = V1.restrictedTo(List.of("L23Exc", "PvInh", "CB1Inh"));
        assertEquals(3, circuit.populations().size());
        assertEquals(7, circuit.recurrentPathways().size());
        assertEquals(3, circuit.afferentPathways().size());
        assertEquals(List.of(), circuit.problems());
    }

    @Test
    void allProblemsAreListedEachWithTheNumberThatIsWrong() {
        Network wrong = V1.withProjection("L23Exc -> PvInh", p -> p.withProbability(1.5))
                .withProjection("CB1Inh -> L4Exc", p -> p.withRelease(-0.25))
                .withProjection("PvInh -> L23Exc", p -> p.withWeightNs(-10));
        List<String> problems = wrong.problems();
        assertEquals(3, problems.size(), problems::toString);
        assertMentions(problems, "L23Exc -> PvInh", "1.5");
        assertMentions(problems, "CB1Inh -> L4Exc", "-0.25");
        assertMentions(problems, "PvInh -> L23Exc", "-10");
        InvalidNetworkException refused = assertThrows(InvalidNetworkException.class, wrong::validated);
        assertEquals(problems, refused.problems());
    }

    @Test
    void aTimeStepTooLargeForATimeConstantIsRefused() {
        Network network = Network.builder(0.1)
                .receptor("fast", 0, 0.15)
                .receptor("e", 0, 5)
                .population("A", new Population(1, "e", 100, 10, -70, -70, -50, 5))
                .build();
        assertMentions(network.problems(), "receptors.fast.decay", "0.15");
        assertMentions(network.problems(), "populations.A", "0.1 ms");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 4100, true", "0.1, 3900, false", "0.05, 7900, false", "0.05, 8100, true"})
    void aCouplingThatForwardEulerTurnsIntoSwingsIsRefused(double stepMs, double couplingNs, boolean refused) {
        // Both time constants are 20 ms: 0.1 per ms are lost, and step * (10 nS + coupling) / (200 pF * 20 ms) gained.
        Network network = Network.builder(stepMs)
                .receptor("e", 0, 5)
                .population("A", neuron(-40, 5).withNeuron(new AdaptiveExponential(2, -50, couplingNs, 0, 20)))
                .build();
        assertEquals(refused, !network.problems().isEmpty(), network.problems()::toString);
        if (refused) {
            assertMentions(network.problems(), "populations.A.neuron.coupling", "time step of at most");
        }
    }

    @Test
    void aThresholdBelowTheOnsetOfSpikesIsRefused() {
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", neuron(-50, 5).withNeuron(new ExponentialIntegrateAndFire(2, -45)))
                .population("B", neuron(-50, 5).withNeuron(new ExponentialIntegrateAndFire(2, -50)))
                .build();
        assertEquals(1, network.problems().size(), network.problems()::toString);
        assertMentions(network.problems(), "populations.A.neuron.onset", "-45.0 mV", "-50.0 mV");
    }

    @Test
    void conductancesThatForwardEulerCannotFollowFromTheBeginningAreRefused() {
        Map<String, Double> openNs = Map.of("e", 1000.0, "i", 1000.0);
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .receptor("i", -80, 10)
                .population("A", neuron(-50, 5).withInitialConductances(openNs))
                .build();
        assertMentions(network.problems(), "populations.A.initial-conductances", "2000.0 nS", "1.005");
    }

    @Test
    void anEventThatForwardEulerCannotFollowOnAFurtherReceptorIsRefused() {
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .receptor("i", -80, 10)
                .population("A", neuron(-50, 5))
                .projection("A", "A", Projection.of(0.5, 1).withCoReceptors(Map.of("i", 4500.0)))
                .build();
        assertMentions(network.problems(), "A -> A.co-receptors.i", "4500.0 nS", "2.255");
    }

    @Test
    void moreThanOneEventPerStepIsRefused() {
        Network network = V1.withStimulus("AffExcBG", new ConstantRate(40));
        assertMentions(network.problems(), "AffExcBG -> PvInh", "1.6");
        Network bump = V1.withStimulus("AffExcBG", new GaussianEvents(List.of(new GaussianEvents.Event(500, 40)), 100));
        assertMentions(bump.problems(), "AffExcBG -> PvInh", "1.6");
    }

    @Test
    void moreMemoryThanThereIsIsRefused() {
        NetworkBuilder huge = Network.builder(0.1).receptor("e", 0, 5);
        for (int i = 0; i < 40; i++) {
            huge.population("P" + i, new Population(60_000, "e", 10, 200, -70, -70, -50, 5));
            for (int j = 0; j < 40; j++) {
                huge.projection("P" + i, "P" + j, 1, 0.5);
            }
        }
        assertMentions(huge.build().problems(), "2880000000000 synapses", "MB");
    }

    @Test
    void moreNeuronsThanTheStateHasRoomForAreRefused() {
        Network huge = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("P", new Population(300_000_000, "e", 10, 200, -70, -70, -50, 5))
                .build();
        assertMentions(huge.problems(), "more neurons than a network can have");
    }

    @Test
    void unknownAndRepeatedNamesAreRefused() {
        NetworkBuilder network = Network.builder(0.1)
                .receptor("f", 0, 5)
                .population("A", neuron(-50, 5))
                .projection("A", "A", 1, 0.1)
                .projection("A", "B", 1, 0.1)
                .projection("X", "A", 1, 0.1);
        List<String> problems = network.build().problems();
        assertMentions(problems, "A -> B", "no population 'B'");
        assertMentions(problems, "populations.A.releases", "no receptor 'e'");
        assertMentions(problems, "X -> A", "no population or afferent 'X'");
        assertThrows(IllegalArgumentException.class, () -> network.population("A", neuron(-50, 5)));
    }

    @Test
    void numbersThatAreNotNumbersAreRefused() {
        Network network = Network.builder(Double.NaN)
                .receptor("e", Double.NaN, 5)
                .population("A", new Population(0, "e", Double.NaN, 200, -70, -40, -50, -1))
                .build();
        List<String> problems = network.problems();
        assertMentions(problems, "time-step", "NaN");
        assertMentions(problems, "receptors.e", "NaN");
        assertMentions(problems, "populations.A.size", "size 0");
        assertMentions(problems, "leak", "NaN");
        assertMentions(problems, "reset potential -40");
        assertMentions(problems, "refractory", "-1");
    }

    @Test
    void explicitConnectionsAndEventsAreCheckedOneByOne() {
        NetworkBuilder network = Network.builder(0.1).receptor("e", 0, 5).population("A", neuron(-50, 5));
        network.projection(
                "A", "A", 1, new ExplicitConnections(new int[] {0, 0}, new int[] {0, 1}, new double[] {1, 1}));
        EventList events = new EventList(new int[] {0, 0}, new int[] {3, 1}, new double[] {1, Double.NaN});
        network.afferent("X", 1, "e", ExplicitEvents.of(Map.of("A", events, "B", events)));
        network.projection("X", "A", Projection.of(new Connect.Events(), 0));
        List<String> problems = network.build().problems();
        assertMentions(problems, "A -> A", "synapse 1", "neuron 1");
        assertMentions(problems, "X -> A", "event 0", "NaN");
        assertMentions(problems, "afferents.X", "B", "no projection");
    }

    @Test
    void aSingleNeuronCannotConnectToItself() {
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", neuron(-50, 5))
                .projection("A", "A", 1, 1)
                .build();
        assertMentions(network.problems(), "A -> A", "itself");
    }

    @Test
    void neuronsThatAPopulationDoesNotHaveAreRefused() {
        Indices few = Indices.of(new Span(5, 9));
        CurrentStimulus current = new CurrentStimulus(List.of(0.0), List.of(1.0), Optional.empty(), Optional.of(few));
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", neuron(-50, 5))
                .afferent("X", 1, "e", new ConstantRate(1))
                .projection("X", "A", Projection.of(1, 1).withNeurons(Optional.of(few)))
                .projection("A", "A", Projection.of(0, 1).withNeurons(Optional.of(Indices.first(1))))
                .build();
        assertMentions(network.problems(), "X -> A.neurons", "neuron 9 is not in A, which has 0 to 0");
        assertMentions(network.problems(), "A -> A.neurons", "'A' is a population");
        Network injected = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", neuron(-50, 5))
                .current("A", current)
                .build();
        assertMentions(injected.problems(), "currents.A.neurons", "neuron 9");
    }

    @Test
    void aListOfAllNeuronsIsNoPartOfANormalizedModel() {
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", neuron(-50, 5))
                .afferent("X", 1, "e", new ConstantRate(1))
                .projection("X", "A", Projection.of(1, 1).withNeurons(Optional.of(Indices.first(1))))
                .build();
        Projection normalized = network.model().normalized().projections().get(Pathway.parse("X -> A"));
        assertEquals(Optional.empty(), normalized.neurons());
    }

    @Test
    void initialValuesAndSpreadsWithoutEffectAreRefused() {
        NeuronSpread spread = new NeuronSpread(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Spread.Uniform(0.1)),
                Optional.of(new Spread.Uniform(0.1)),
                Optional.of(new Spread.Uniform(0.1)));
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .receptor("c", new Receptor.Current(5))
                .population("A", neuron(-50, 0).withSpread(spread))
                .population(
                        "B",
                        neuron(-50, 5)
                                .withInitialAdaptation(3)
                                .withInitialConductances(Map.of("e", -1.0, "c", 1.0, "x", 1.0)))
                .build();
        List<String> problems = network.problems();
        assertMentions(problems, "A.spread.refractory", "its mean is 0");
        assertMentions(problems, "A.spread.initial-conductances", "its mean is 0");
        assertMentions(problems, "A.spread.initial-adaptation", "its mean is 0");
        assertMentions(problems, "B.initial-adaptation", "no adaptation current");
        assertMentions(problems, "B.initial-conductances.e", "must not be negative");
        assertMentions(problems, "B.initial-conductances.c", "has no conductance");
        assertMentions(problems, "B.initial-conductances.x", "no receptor 'x'");
    }

    @Test
    void aProjectionMayHaveMoreSynapsesThanAnArrayIfThereIsMemory() {
        Network huge = network(100_000, 100_000, Projection.of(0.3, 1));
        assertEquals(3_000_000_000L, huge.synapses());
        // 4 bytes for each of them, 8 more for those of the half that is drawn last, and the neurons.
        assertEquals(24e9, (double) huge.memoryBytes(), 0.1e9);
        assertEquals(1, huge.problems().size());
        assertMentions(huge.problems(), "3000000000 synapses", "MB");
    }

    @Test
    void aRiseTakesTheMemoryOfASecondReceptor() {
        Network once = network(1000, 1000, Projection.of(1, 1));
        Network twice = NetworkBuilder.from(once)
                .receptor("slow", new Receptor.Conductance(0, 5, Optional.of(1.0)))
                .build();
        long ofSynapses =
                twice.withProjection("P -> Q", p -> p.withReceptor("slow")).memoryBytes() - twice.memoryBytes();
        assertEquals(4 * (1_000_000 + 1000), ofSynapses);
    }

    @ParameterizedTest
    @CsvSource({"0.29, gives an in-degree of 28, number: 29", "0.001, gives an in-degree of 0, nothing is connected"})
    void anInDegreeThatIsNotWhatTheProbabilitySaysIsRefused(double probability, String problem, String advice) {
        Network rounded = NetworkBuilder.from(network(100, 10, Projection.of(probability, 1)))
                .connectionProbability(ConnectionProbability.IN_DEGREE)
                .build();
        assertMentions(rounded.problems(), "P -> Q.probability", problem, advice);
    }

    @Test
    void aDelayThatNoSimulationKeepsSpikesForIsRefused() {
        Network delayed = network(10, 10, Projection.of(0.5, 1).withDelayMs(1e8));
        assertMentions(delayed.problems(), "P -> Q.delay", "longer than 16777216 steps");
        assertEquals(
                List.of(),
                network(10, 10, Projection.of(0.5, 1).withDelayMs(1e6)).problems());
    }

    @Test
    void anInDegreeThatCannotBeStoredIsRefused() {
        Network huge = network(10_000_000, 1000, Projection.of(new Connect.InDegree(3_000_000, false, false), 1));
        assertMentions(huge.problems(), "P -> Q", "an in-degree of 3000000 is above 524031", "divide 'P'");
    }

    private static Network network(int preSize, int postSize, Projection projection) {
        return Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("P", new Population(preSize, "e", 10, 200, -70, -70, -50, 5))
                .population("Q", new Population(postSize, "e", 10, 200, -70, -70, -50, 5))
                .projection("P", "Q", projection)
                .build();
    }

    private static Population neuron(double thresholdMv, double refractoryMs) {
        return new Population(1, "e", 10, 200, -70, -70, thresholdMv, refractoryMs);
    }

    private static void assertMentions(List<String> problems, String... words) {
        assertTrue(
                problems.stream().anyMatch(p -> List.of(words).stream().allMatch(p::contains)),
                () -> List.of(words) + " not in " + problems);
    }
}
