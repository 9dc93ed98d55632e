package org.cb1network.stages.network.spec;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Normalized;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Selectable;
import org.cb1network.engine.stage.SharedDocument;
import org.cb1network.engine.stage.Unit;

/**
 * A network of spiking neurons: populations, the afferents that drive them, and the projections between them. The maps
 * are in the order of their keys, not of the file: order has no meaning, hence it must not reach a result.
 *
 * @param timeStepMs step of the numerical integration in ms
 * @param connectionProbability what the {@code probability} of a projection between populations means
 * @param afferentNoise how the events of different afferent projections depend on each other
 * @param receptors what synapses do to a membrane, by name: conductances, currents or steps of the potential
 * @param populations the populations by name
 * @param afferents what lies outside of the network and sends events into it, by name
 * @param projections who connects to whom
 */
@SharedDocument("model")
@Describe("A network of spiking neurons")
public record NetworkModel(
        @Describe("step of the numerical integration") @Unit("ms") @Range(min = 0, minExclusive = true)
        double timeStepMs,

        @Describe(
                "what the 'probability' of a projection between populations means: pairs connects each pair with it; in-degree gives"
                        + " each neuron floor(probability * presynaptic neurons) synapses, drawn with replacement, as in the published code")
        @Default("pairs")
        ConnectionProbability connectionProbability,

        @Describe("how the events of different afferent projections depend on each other") @Default("independent")
        AfferentNoise afferentNoise,

        @Describe(
                "what synapses open, inject or add: conductances, currents or steps of the membrane potential, by name")
        Map<String, Receptor> receptors,

        @Describe("the populations of the network") @Selectable("population")
        Map<String, Population> populations,

        @Describe("populations outside of the network that send events into it") @Selectable("afferent") @Default("{}")
        Map<String, Afferent> afferents,

        @Describe("the synapses, by 'pre -> post'") @Default("{}")
        Map<Pathway, Projection> projections)
        implements Checked, Normalized<NetworkModel> {

    public NetworkModel {
        receptors = Collections.unmodifiableMap(new LinkedHashMap<>(receptors));
        populations = Collections.unmodifiableMap(new LinkedHashMap<>(populations));
        afferents = Collections.unmodifiableMap(new LinkedHashMap<>(afferents));
        projections = Collections.unmodifiableMap(new LinkedHashMap<>(projections));
    }

    /**
     * Without receptors and a meaning of probabilities that nothing uses, with every projection's receptor named, without lists of all
     * neurons, and without the sizes of afferents whose events are listed with their target neurons.
     */
    @Override
    public NetworkModel normalized() {
        Map<Pathway, Projection> complete = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (Map.Entry<Pathway, Projection> entry : projections.entrySet()) {
            Projection projection = entry.getValue();
            if (projection.receptor().isEmpty()) {
                projection = projection.withReceptor(released(entry.getKey().pre()));
            }
            Population post = populations.get(entry.getKey().post());
            if (post != null && projection.neurons().isPresent()) {
                projection = projection.withNeurons(projection.neurons().filter(some -> !some.areAll(post.size())));
            }
            complete.put(entry.getKey(), projection);
            used.add(projection.receptor().orElseThrow());
            projection.coReceptors().ifPresent(further -> used.addAll(further.keySet()));
        }
        for (Population population : populations.values()) {
            used.add(population.releases());
            population.initialConductancesNs().ifPresent(initial -> used.addAll(initial.keySet()));
        }
        for (Afferent afferent : afferents.values()) {
            used.add(afferent.releases());
        }
        Map<String, Receptor> usedReceptors = new LinkedHashMap<>(receptors);
        usedReceptors.keySet().retainAll(used);
        boolean hasProbabilities = projections.entrySet().stream()
                .anyMatch(entry -> entry.getValue().probability().isPresent()
                        && populations.containsKey(entry.getKey().pre()));
        return new NetworkModel(
                timeStepMs,
                hasProbabilities ? connectionProbability : ConnectionProbability.PAIRS,
                afferentNoise,
                usedReceptors,
                populations,
                withoutUnusedSizes(),
                complete);
    }

    private Map<String, Afferent> withoutUnusedSizes() {
        Map<String, Boolean> allListed = new LinkedHashMap<>();
        projections.forEach((pathway, projection) -> allListed.merge(
                pathway.pre(), projection.connect().orElse(null) instanceof Connect.Events, Boolean::logicalAnd));
        Map<String, Afferent> needed = new LinkedHashMap<>(afferents);
        needed.replaceAll((name, afferent) -> allListed.getOrDefault(name, false) ? afferent.withSize(1) : afferent);
        return needed;
    }

    /** The name of the receptor that the synapses of a population or an afferent act on. */
    String released(String pre) {
        Population population = populations.get(pre);
        Afferent afferent = afferents.get(pre);
        if (population == null && afferent == null) {
            throw new IllegalStateException("no population or afferent '" + pre + "'");
        }
        return population != null
                ? population.releases()
                : Objects.requireNonNull(afferent).releases();
    }

    @Override
    public void check(ProblemReport report) {
        NetworkCheck.checkModel(new Network(this, Map.of(), Map.of()), report);
    }
}
