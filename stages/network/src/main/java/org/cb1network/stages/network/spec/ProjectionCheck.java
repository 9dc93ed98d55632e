package org.cb1network.stages.network.spec;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.ProblemReport;

/** Finds what is wrong with a projection: its ends, its weight, its delay and its rule to connect. */
final class ProjectionCheck extends NetworkPartCheck {

    /** Nearer to a whole number than this, a product of decimal numbers was meant to be one. */
    private static final double ROUNDING = 1e-9;

    private static final String PROBABILITY = "probability";

    private final Pathway pathway;
    private final Projection projection;

    ProjectionCheck(Network network, Pathway pathway, Projection projection, ProblemReport report) {
        super(network, report);
        this.pathway = pathway;
        this.projection = projection;
    }

    void check() {
        boolean known = checkEnds();
        checkNumbers();
        boolean hasRule = projection.connect().isPresent();
        boolean hasProbability = projection.probability().isPresent();
        require(
                !hasProbability || !hasRule,
                "a projection has either a probability or a rule to connect, not both",
                "remove one of them",
                PROJECTIONS,
                pathway);
        require(
                hasProbability || hasRule,
                "nothing says which neurons are connected",
                "add a probability, or connect: {type: ...}",
                PROJECTIONS,
                pathway);
        if (known) {
            checkBetweenKnownEnds();
        }
    }

    private boolean checkEnds() {
        boolean from = model.populations().containsKey(pathway.pre()) || isAfferent(pathway);
        boolean to = model.populations().containsKey(pathway.post());
        if (!from) {
            Collection<String> sources = new TreeSet<>(model.populations().keySet());
            sources.addAll(model.afferents().keySet());
            report.unknownName("population or afferent", pathway.pre(), sources, PROJECTIONS, pathway);
        }
        if (!to && model.afferents().containsKey(pathway.post())) {
            report.problem(
                    "'" + pathway.post() + "' is an afferent and receives no projections",
                    "project onto a population",
                    PROJECTIONS,
                    pathway);
        } else if (!to) {
            report.unknownName("population", pathway.post(), model.populations().keySet(), PROJECTIONS, pathway);
        }
        return from && to;
    }

    private void checkNumbers() {
        if (projection.weightNs().isPresent()) {
            notNegative(projection.weightNs().get(), "nS", PROJECTIONS, pathway, "weight");
        }
        if (projection.currentPa().isPresent()) {
            finite(projection.currentPa().get(), "pA", PROJECTIONS, pathway, "current");
        }
        if (projection.jumpMv().isPresent()) {
            finite(projection.jumpMv().get(), "mV", PROJECTIONS, pathway, "jump");
        }
        probability(projection.release(), PROJECTIONS, pathway, "release");
        if (projection.probability().isPresent()) {
            probability(projection.probability().get(), PROJECTIONS, pathway, PROBABILITY);
        }
        if (projection.receptor().isPresent()) {
            knownReceptor(projection.receptor().get(), PROJECTIONS, pathway, "receptor");
        }
    }

    private void checkBetweenKnownEnds() {
        checkWeight();
        if (projection.coReceptors().isPresent()) {
            for (Map.Entry<String, Double> further :
                    projection.coReceptors().get().entrySet()) {
                checkCoReceptor(further.getKey(), further.getValue());
            }
        }
        checkDelay();
        if (projection.neurons().isPresent()) {
            checkReached(projection.neurons().get());
        }
        if (projection.connect().isPresent()) {
            checkRule(projection.connect().get());
        } else if (!isAfferent(pathway)) {
            checkProbability(network.probability(pathway));
        }
        if (isAfferent(pathway)) {
            checkAfferentRule();
        }
    }

    private void checkWeight() {
        if (!model.receptors().containsKey(network.receptor(pathway))) {
            return;
        }
        Receptor receptor = network.receptorOf(pathway);
        checkWeightKey(receptor, "weight", projection.weightNs());
        checkWeightKey(receptor, "current", projection.currentPa());
        checkWeightKey(receptor, "jump", projection.jumpMv());
        if (projection.weight(receptor).isEmpty() && !isListed()) {
            report.problem(
                    "the key '" + weightKey(receptor) + "' is missing",
                    "add it, for example " + weightKey(receptor) + ": 1 " + receptor.unit(),
                    PROJECTIONS,
                    pathway);
        }
        require(
                projection.weightSpread().isEmpty() || hasSynapses(),
                "weight-spread has no effect where synapses are not drawn one by one",
                "remove it",
                PROJECTIONS,
                pathway,
                "weight-spread");
        if (receptor instanceof Receptor.Conductance && projection.weightNs().isPresent()) {
            checkStability(projection.weightNs().get(), PROJECTIONS, pathway, "weight");
        }
    }

    private void checkWeightKey(Receptor receptor, String key, Optional<Double> value) {
        if (value.isPresent() && !key.equals(weightKey(receptor))) {
            report.problem(
                    "'" + key + "' has no effect on the receptor '" + network.receptor(pathway) + "'",
                    "give '" + weightKey(receptor) + "' in " + receptor.unit() + ", or another receptor",
                    PROJECTIONS,
                    pathway,
                    key);
        }
    }

    private static String weightKey(Receptor receptor) {
        return receptor instanceof Receptor.Conductance
                ? "weight"
                : receptor instanceof Receptor.Current ? "current" : "jump";
    }

    private void checkCoReceptor(String name, double fraction) {
        Object[] place = {PROJECTIONS, pathway, "co-receptors", name};
        knownReceptor(name, place);
        notNegative(fraction, "", place);
        Receptor further = model.receptors().get(name);
        Receptor first = model.receptors().get(network.receptor(pathway));
        if (further == null || first == null) {
            return;
        }
        if (name.equals(network.receptor(pathway))) {
            report.problem(
                    "'" + name + "' is the first receptor of the projection already",
                    "remove it, or change the weight",
                    place);
        }
        if (!further.unit().equals(first.unit())) {
            report.problem(
                    "'" + name + "' takes weights in " + further.unit() + ", and '" + network.receptor(pathway)
                            + "' in " + first.unit(),
                    "choose receptors of one kind",
                    place);
        }
        boolean conductances = first instanceof Receptor.Conductance && further instanceof Receptor.Conductance;
        if (conductances && projection.weightNs().isPresent()) {
            checkStability(fraction * projection.weightNs().get(), place);
        }
    }

    /** Of one event, on the first receptor of a projection or on another. */
    private void checkStability(double weightNs, Object... place) {
        Population post = network.population(pathway.post());
        stable("one event of " + weightNs + " nS", weightNs, pathway.post(), post, place);
    }

    private void checkDelay() {
        if (projection.delayMs().isPresent()) {
            double delayMs = projection.delayMs().get();
            Optional<String> problem = TimeSteps.delayProblem(delayMs, network.stepMs());
            if (problem.isPresent()) {
                report.problem(problem.get(), "", PROJECTIONS, pathway, "delay");
            }
            notNegative(delayMs, "ms", PROJECTIONS, pathway, "delay");
        }
        boolean neurons = !isAfferent(pathway) || network.hasSharedSources(pathway);
        require(
                projection.delayMs().isEmpty() || neurons,
                "a delay has no effect on events that each target neuron has for itself",
                "remove it, or write sources: shared for the afferent",
                PROJECTIONS,
                pathway,
                "delay");
        require(
                projection.plasticity().isEmpty() || neurons,
                "short-term plasticity has no effect on events that each target neuron has for itself",
                "remove it, or write sources: shared for the afferent",
                PROJECTIONS,
                pathway,
                "plasticity");
        require(
                projection.delaySpread().isEmpty() || (projection.delayMs().orElse(0.0) > 0 && hasSynapses()),
                "delay-spread needs a mean delay above 0 and synapses that are drawn one by one",
                "add delay, or remove delay-spread",
                PROJECTIONS,
                pathway,
                "delay-spread");
    }

    private void checkReached(Indices neurons) {
        Object[] place = {PROJECTIONS, pathway, "neurons"};
        knownNeurons(neurons, pathway.post(), place);
        if (!isAfferent(pathway)) {
            report.problem(
                    "'" + pathway.pre() + "' is a population, whose projections reach all neurons of another",
                    "divide '" + pathway.post() + "' into two populations",
                    place);
        }
        require(
                !isListed(),
                "the file says which neurons are reached",
                "remove the key, or the rows of the file",
                place);
        require(
                !isAfferent(pathway)
                        || network.hasSharedSources(pathway)
                        || network.statistics(pathway) == EventStatistics.POISSON,
                "statistics: binomial draws the events of all neurons of a population together",
                "write statistics: poisson for the afferent",
                place);
    }

    /** Whether its synapses are drawn and simulated one by one. */
    private boolean hasSynapses() {
        return !isListed() && (!isAfferent(pathway) || network.hasSharedSources(pathway));
    }

    private boolean isListed() {
        Connect connect = projection.connect().orElse(null);
        return network.connections().containsKey(pathway)
                || connect instanceof Connect.Listed
                || connect instanceof Connect.Events;
    }

    /** Refuses a probability that would give an unexpected in-degree. */
    private void checkProbability(double probability) {
        boolean alone = pathway.pre().equals(pathway.post()) && network.preSize(pathway) == 1;
        if (alone && probability >= 1) {
            report.problem(
                    "connection probability " + probability + " asks a single neuron to connect to itself",
                    "remove the projection",
                    PROJECTIONS,
                    pathway,
                    PROBABILITY);
        }
        if (model.connectionProbability() == ConnectionProbability.PAIRS || !(probability > 0 && probability <= 1)) {
            return;
        }
        double product = probability * network.preSize(pathway);
        long whole = Math.round(product);
        if (Math.floor(product) < whole && whole - product < ROUNDING) {
            report.problem(
                    "probability " + probability + " of " + network.preSize(pathway) + " neurons is " + product
                            + " in binary numbers, which gives an in-degree of " + (whole - 1),
                    "write connect: {type: in-degree, number: " + whole + "}",
                    PROJECTIONS,
                    pathway,
                    PROBABILITY);
        }
        if (!(product >= 1)) {
            report.problem(
                    "probability " + probability + " of " + network.preSize(pathway)
                            + " neurons gives an in-degree of 0: nothing is connected",
                    "write 0 if that is meant, a larger probability, or connect: {type: pairs, ...}",
                    PROJECTIONS,
                    pathway,
                    PROBABILITY);
        }
    }

    private void checkRule(Connect connect) {
        boolean recurrent = pathway.pre().equals(pathway.post());
        require(
                !mayConnectToItself(connect) || recurrent,
                "autapses have no meaning between two populations",
                "remove the key",
                PROJECTIONS,
                pathway,
                CONNECT,
                "autapses");
        int others = network.preSize(pathway) - (recurrent && !mayConnectToItself(connect) ? 1 : 0);
        if (connect instanceof Connect.Pairs pairs) {
            probability(pairs.probability(), PROJECTIONS, pathway, CONNECT, PROBABILITY);
        } else if (connect instanceof Connect.InDegree inDegree) {
            check(inDegree, others);
        } else if (connect instanceof Connect.Total total) {
            check(total, others);
        } else if (connect instanceof Connect.OneToOne) {
            checkOneToOne();
        } else if (connect instanceof Connect.Events) {
            checkEvents();
        }
    }

    private static boolean mayConnectToItself(Connect connect) {
        return (connect instanceof Connect.Pairs pairs && pairs.autapses())
                || (connect instanceof Connect.InDegree inDegree && inDegree.autapses())
                || (connect instanceof Connect.Total total && total.autapses())
                || (connect instanceof Connect.AllToAll all && all.autapses());
    }

    private void check(Connect.InDegree inDegree, int others) {
        if (inDegree.number() > others && !(inDegree.multapses() && others > 0)) {
            report.problem(
                    "an in-degree of " + inDegree.number() + " is more than the " + others + " neurons to draw from",
                    "lower it, or allow multapses: true",
                    PROJECTIONS,
                    pathway,
                    CONNECT,
                    "number");
        }
    }

    private void check(Connect.Total total, int others) {
        require(
                total.number().isPresent() != total.probability().isPresent(),
                "a total needs either the number of synapses or the probability that a pair is connected",
                "give one of 'number' and 'probability'",
                PROJECTIONS,
                pathway,
                CONNECT);
        require(
                total.number().orElse(1L) == 0 || others > 0,
                "a single neuron cannot connect to itself",
                "allow autapses: true",
                PROJECTIONS,
                pathway,
                CONNECT);
    }

    private void checkOneToOne() {
        int targets = network.targets(pathway);
        if (network.preSize(pathway) != targets) {
            report.problem(
                    pathway.pre() + " has " + network.preSize(pathway) + " neurons and " + pathway.post() + " has "
                            + targets,
                    "one-to-one needs equal sizes",
                    PROJECTIONS,
                    pathway,
                    CONNECT);
        }
    }

    private void checkEvents() {
        if (!isAfferent(pathway)) {
            report.problem(
                    "'" + pathway.pre() + "' is a population, whose events are not listed",
                    "choose another rule to connect",
                    PROJECTIONS,
                    pathway,
                    CONNECT);
        }
        require(
                projection.release() == 1,
                "events that are listed one by one are all delivered",
                "remove release",
                PROJECTIONS,
                pathway,
                "release");
        if (isAfferent(pathway)) {
            checkSourceOfEvents(network.afferent(pathway.pre()));
        }
    }

    private void checkSourceOfEvents(Afferent afferent) {
        require(
                afferent.sources() == AfferentSources.INDEPENDENT,
                "sources: shared has no effect on events that are listed with their target neurons",
                "remove it, or list the spikes of the afferent's neurons (a stimulus of type spike-file) and choose another rule to connect",
                AFFERENTS,
                pathway.pre(),
                "sources");
        // Shared noise asks it of all afferents.
        require(
                afferent.statistics() == EventStatistics.POISSON || model.afferentNoise() == AfferentNoise.SHARED,
                "statistics: binomial has no effect on events that are listed one by one",
                "remove it",
                AFFERENTS,
                pathway.pre(),
                "statistics");
    }

    private void checkAfferentRule() {
        Connect connect = projection.connect().orElse(null);
        boolean needsNeurons = connect instanceof Connect.Pairs
                || connect instanceof Connect.Total
                || connect instanceof Connect.Listed;
        if (needsNeurons && !network.hasSharedSources(pathway)) {
            report.problem(
                    "this rule connects single neurons of '" + pathway.pre()
                            + "', but with independent sources each target neuron has its own events",
                    "write sources: shared for the afferent, or give a probability or an in-degree",
                    PROJECTIONS,
                    pathway,
                    CONNECT);
        }
        boolean multapses = connect instanceof Connect.InDegree inDegree && inDegree.multapses();
        require(
                !multapses || network.hasSharedSources(pathway),
                "multapses have no effect where each target neuron has its own events",
                "remove the key, or write sources: shared for the afferent",
                PROJECTIONS,
                pathway,
                CONNECT,
                "multapses");
    }
}
