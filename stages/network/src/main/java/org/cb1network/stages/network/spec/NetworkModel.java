package org.cb1network.stages.network.spec;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
 * @param afferentNoise how the events of different afferent projections depend on each other
 * @param receptors the kinds of synaptic conductance by name
 * @param populations the populations by name
 * @param afferents what lies outside of the network and sends events into it, by name
 * @param projections who connects to whom
 */
@SharedDocument("model")
@Describe("A network of spiking neurons")
public record NetworkModel(
        @Describe("step of the numerical integration") @Unit("ms") @Range(min = 0, minExclusive = true)
        double timeStepMs,

        @Describe("how the events of different afferent projections depend on each other") @Default("independent")
        AfferentNoise afferentNoise,

        @Describe("the kinds of synaptic conductance") Map<String, Receptor> receptors,

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

    /** Without receptors that nothing uses, and with every projection's receptor named. */
    @Override
    public NetworkModel normalized() {
        Map<Pathway, Projection> complete = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (Map.Entry<Pathway, Projection> entry : projections.entrySet()) {
            Projection projection = entry.getValue();
            if (projection.receptor().isEmpty()) {
                projection = projection.withReceptor(released(entry.getKey().pre()));
            }
            complete.put(entry.getKey(), projection);
            used.add(projection.receptor().orElseThrow());
        }
        for (Population population : populations.values()) {
            used.add(population.releases());
        }
        for (Afferent afferent : afferents.values()) {
            used.add(afferent.releases());
        }
        Map<String, Receptor> usedReceptors = new LinkedHashMap<>(receptors);
        usedReceptors.keySet().retainAll(used);
        return new NetworkModel(timeStepMs, afferentNoise, usedReceptors, populations, afferents, complete);
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
        for (Map.Entry<String, Population> entry : populations.entrySet()) {
            checkReceptor(entry.getValue().releases(), report, "populations", entry.getKey(), "releases");
        }
        for (Map.Entry<String, Afferent> entry : afferents.entrySet()) {
            String name = entry.getKey();
            checkReceptor(entry.getValue().releases(), report, "afferents", name, "releases");
            if (populations.containsKey(name)) {
                report.problem(
                        "'" + name + "' is the name of a population, too", "rename one of them", "afferents", name);
            }
        }
        for (Map.Entry<Pathway, Projection> entry : projections.entrySet()) {
            checkProjection(entry.getKey(), entry.getValue(), report);
        }
    }

    private void checkReceptor(String receptor, ProblemReport report, Object... path) {
        if (!receptors.containsKey(receptor)) {
            report.unknownName("receptor", receptor, receptors.keySet(), path);
        }
    }

    private void checkProjection(Pathway pathway, Projection projection, ProblemReport report) {
        if (afferents.containsKey(pathway.post()) && !populations.containsKey(pathway.post())) {
            report.problem(
                    "'" + pathway.post() + "' is an afferent and receives no projections",
                    "project onto a population",
                    "projections",
                    pathway);
        } else if (!populations.containsKey(pathway.post())) {
            report.unknownName("population", pathway.post(), populations.keySet(), "projections", pathway);
        }
        if (!populations.containsKey(pathway.pre()) && !afferents.containsKey(pathway.pre())) {
            Collection<String> sources = new TreeSet<>(populations.keySet());
            sources.addAll(afferents.keySet());
            report.unknownName("population or afferent", pathway.pre(), sources, "projections", pathway);
        }
        if (projection.receptor().isPresent()) {
            checkReceptor(projection.receptor().get(), report, "projections", pathway, "receptor");
        }
        if (afferents.containsKey(pathway.pre()) && projection.connections().isPresent()) {
            report.problem(
                    "'" + pathway.pre() + "' is an afferent, whose connections cannot be given",
                    "give a probability, or the events by a stimulus of type event-file",
                    "projections",
                    pathway);
        }
        if (projection.probability().isPresent() == projection.connections().isPresent()) {
            report.problem(
                    projection.probability().isPresent()
                            ? "a projection has either a probability or connections, not both"
                            : "a projection needs a probability or connections",
                    "give one of them",
                    "projections",
                    pathway);
        }
    }
}
