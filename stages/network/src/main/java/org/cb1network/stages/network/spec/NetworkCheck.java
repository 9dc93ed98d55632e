package org.cb1network.stages.network.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.stages.network.neuron.NeuronModel;
import org.cb1network.stages.network.random.Spread;

/** Finds everything that is wrong with a network, each problem with its place in the model, the number that is wrong and advice. */
final class NetworkCheck {
    /** A time constant shorter than so many steps is not integrated but guessed at. */
    private static final double STEPS_PER_TIME_CONSTANT = 2;
    /** So that the state has less than 2^30 places, which the kernel can address: it has up to four for each neuron. */
    private static final int MOST_NEURONS = 200_000_000;
    /** Nearer to a whole number than this, a product of decimal numbers was meant to be one. */
    private static final double ROUNDING = 1e-9;

    /** Of one projection in one step. */
    private static final int MOST_EVENTS = 1 << 24;

    private static final String POPULATIONS = "populations";
    private static final String AFFERENTS = "afferents";
    private static final String PROJECTIONS = "projections";
    private static final String CURRENTS = "currents";
    private static final String PROBABILITY = "probability";
    private static final String CONNECT = "connect";

    private final Network network;
    private final NetworkModel model;
    private final ProblemReport report;

    private NetworkCheck(Network network, ProblemReport report) {
        this.network = network;
        this.model = network.model();
        this.report = report;
    }

    /** Everything that is wrong, one sentence each, which begins with the place. */
    static List<String> problems(Network network) {
        List<String> problems = new ArrayList<>();
        ProblemReport list = new ProblemReport() {
            @Override
            public void problem(String message, String advice, Object... path) {
                String place = Stream.of(path).map(Object::toString).collect(Collectors.joining("."));
                problems.add((place.isEmpty() ? "" : place + ": ") + message + (advice.isEmpty() ? "" : "; " + advice));
            }

            @Override
            public void unknownName(String what, String name, Collection<String> valid, Object... path) {
                problem("there is no " + what + " '" + name + "'", "there are " + valid, path);
            }
        };
        checkModel(network, list);
        if (problems.isEmpty()) {
            checkInput(network, list);
        }
        return List.copyOf(problems);
    }

    /** Reports what is wrong with the model, whatever its stimuli. */
    static void checkModel(Network network, ProblemReport report) {
        NetworkCheck check = new NetworkCheck(network, report);
        check.positive(network.stepMs(), "ms", "time-step");
        check.require(!network.model().populations().isEmpty(), "there is no population", "add one", POPULATIONS);
        network.model().receptors().forEach(check::check);
        network.model().populations().forEach(check::check);
        network.model().afferents().forEach(check::check);
        network.model().projections().forEach(check::check);
    }

    /**
     * Reports what is wrong with stimuli and explicit connections, and whether there is memory for it all; the model has no problems.
     */
    static void checkInput(Network network, ProblemReport report) {
        NetworkCheck check = new NetworkCheck(network, report);
        network.model().afferents().keySet().forEach(check::checkStimulus);
        network.currents().forEach((name, current) -> {
            check.checkTimes(current.timesMs(), CURRENTS, name, "times");
            current.neurons().ifPresent(neurons -> check.checkNeurons(neurons, name, CURRENTS, name, "neurons"));
            current.noise().ifPresent(noise -> {
                check.notNegative(noise.sdPa(), "pA", CURRENTS, name, "sd");
                check.notNegative(noise.timeConstantMs(), "ms", CURRENTS, name, "time-constant");
                noise.intervalMs().ifPresent(intervalMs -> {
                    check.positive(intervalMs, "ms", CURRENTS, name, "interval");
                    check.wholeSteps(intervalMs, CURRENTS, name, "interval");
                });
            });
        });
        network.model().projections().forEach(check::checkInput);
        check.checkMemory();
    }

    private void check(String name, Receptor receptor) {
        if (receptor instanceof Receptor.Conductance conductance) {
            finite(conductance.reversalMv(), "mV", "receptors", name, "reversal");
            timeConstant("the decay", conductance.decayMs(), "receptors", name, "decay");
            conductance.riseMs().ifPresent(riseMs -> {
                timeConstant("the rise", riseMs, "receptors", name, "rise");
                require(
                        riseMs < conductance.decayMs(),
                        () -> "the rise of " + riseMs + " ms is not shorter than the decay of " + conductance.decayMs()
                                + " ms",
                        "shorten it, or lengthen the decay",
                        "receptors",
                        name,
                        "rise");
            });
        } else if (receptor instanceof Receptor.Current current) {
            timeConstant("the decay", current.decayMs(), "receptors", name, "decay");
        }
    }

    private void check(String name, Population population) {
        checkReceptor(population.releases(), POPULATIONS, name, "releases");
        require(
                population.size() >= 1,
                () -> "size " + population.size() + " must be at least 1",
                "",
                POPULATIONS,
                name,
                "size");
        positive(population.leakNs(), "nS", POPULATIONS, name, "leak");
        positive(population.capacitancePf(), "pF", POPULATIONS, name, "capacitance");
        finite(population.restMv(), "mV", POPULATIONS, name, "rest");
        finite(population.resetMv(), "mV", POPULATIONS, name, "reset");
        finite(population.thresholdMv(), "mV", POPULATIONS, name, "threshold");
        notNegative(population.refractoryMs(), "ms", POPULATIONS, name, "refractory");
        wholeSteps(population.refractoryMs(), POPULATIONS, name, "refractory");
        if (population.leakNs() > 0 && population.capacitancePf() > 0) {
            timeConstant(
                    "the membrane (capacitance / leak)",
                    population.membraneTimeConstantMs(),
                    POPULATIONS,
                    name,
                    "capacitance");
        }
        population.neuron().ifPresent(model -> {
            double timeConstantMs = model.shortestTimeConstantMs();
            if (Double.isFinite(timeConstantMs)) {
                timeConstant("the neuron model", timeConstantMs, POPULATIONS, name, "neuron");
            }
            checkOnset(name, population, model);
            if (model.adapts() && timeConstantMs > 0 && population.leakNs() > 0 && population.capacitancePf() > 0) {
                checkSwings(name, population, model);
            }
        });
        checkInitial(name, population);
        checkOvershootAtTheBeginning(name, population);
        require(
                population
                                .spread()
                                .filter(spread -> spread.threshold().isPresent()
                                        || spread.reset().isPresent())
                                .isEmpty()
                        || population.resetMv() < population.thresholdMv(),
                () -> "the mean threshold " + population.thresholdMv() + " mV is not above the reset potential "
                        + population.resetMv() + " mV",
                "raise it",
                POPULATIONS,
                name,
                "threshold");
        require(
                population.resetMv() <= population.thresholdMv(),
                () -> "reset potential " + population.resetMv() + " mV is above the threshold "
                        + population.thresholdMv() + " mV",
                "lower it, or raise the threshold",
                POPULATIONS,
                name,
                "reset");
    }

    /** Below its onset a spike has no upstroke: the neuron would be a leaky one. */
    private void checkOnset(String name, Population population, NeuronModel neuron) {
        require(
                !(population.thresholdMv() < neuron.onsetMv()),
                () -> "a spike starts at " + neuron.onsetMv() + " mV, but is reset at the threshold of "
                        + population.thresholdMv() + " mV before that",
                "raise the threshold above the onset, by a few slopes",
                POPULATIONS,
                name,
                "neuron",
                "onset");
    }

    /**
     * Potential and adaptation current can swing around rest. Forward Euler adds energy in each step, in proportion to the step, and where
     * that is more than both lose by themselves, the swings grow until they are spikes.
     */
    private void checkSwings(String name, Population population, NeuronModel neuron) {
        double decayMs = neuron.shortestTimeConstantMs();
        double lost = population.leakNs() / population.capacitancePf() + 1 / decayMs;
        double gained = (population.leakNs() + neuron.couplingNs()) / (population.capacitancePf() * decayMs);
        require(
                !(network.stepMs() * gained > lost),
                () -> "a coupling of " + neuron.couplingNs()
                        + " nS makes forward Euler unstable: potential and adaptation current swing up from rest",
                () -> "lower the coupling, or take a time step of at most " + (float) (lost / gained) + " ms",
                POPULATIONS,
                name,
                "neuron",
                "coupling");
    }

    /** The first step is the worst: from there the conductances decay. */
    private void checkOvershootAtTheBeginning(String name, Population population) {
        double openNs = population.initialConductancesNs().orElse(Map.of()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (openNs > 0) {
            requireStable(
                    "the sum of the conductances at the beginning, " + openNs + " nS,",
                    openNs,
                    name,
                    population,
                    POPULATIONS,
                    name,
                    "initial-conductances");
        }
    }

    private void checkInitial(String name, Population population) {
        population
                .initialConductancesNs()
                .ifPresent(initial -> initial.forEach((receptor, ns) -> {
                    Object[] place = {POPULATIONS, name, "initial-conductances", receptor};
                    checkReceptor(receptor, place);
                    notNegative(ns, "nS", place);
                    Receptor found = model.receptors().get(receptor);
                    require(
                            found == null || found instanceof Receptor.Conductance,
                            () -> "the receptor '" + receptor + "' has no conductance",
                            "name a receptor of conductances",
                            place);
                }));
        population.initialAdaptationPa().ifPresent(pa -> {
            finite(pa, "pA", POPULATIONS, name, "initial-adaptation");
            require(
                    population.neuron().map(NeuronModel::adapts).orElse(false),
                    "these neurons have no adaptation current",
                    "remove it, or write neuron: {type: adaptive-exponential, ...}",
                    POPULATIONS,
                    name,
                    "initial-adaptation");
        });
        population.spread().ifPresent(spread -> {
            boolean open = population.initialConductancesNs().orElse(Map.of()).values().stream()
                    .anyMatch(ns -> ns > 0);
            requireMean(spread.refractory(), population.refractoryMs() > 0, name, "refractory");
            requireMean(spread.initialConductances(), open, name, "initial-conductances");
            requireMean(
                    spread.initialAdaptation(),
                    population.initialAdaptationPa().orElse(0.0) != 0,
                    name,
                    "initial-adaptation");
        });
    }

    private void requireMean(Optional<Spread> spread, boolean hasMean, String population, String key) {
        require(
                spread.isEmpty() || hasMean,
                () -> "a spread of " + key + " has no effect, because its mean is 0",
                () -> "remove it, or give the population its " + key,
                POPULATIONS,
                population,
                "spread",
                key);
    }

    private void checkNeurons(Indices neurons, String population, Object... path) {
        int size = sizeOf(population);
        indexProblem(neurons.last(), population, size)
                .ifPresent(
                        problem -> report.problem(problem, "change the neurons, or the size of the population", path));
    }

    private void check(String name, Afferent afferent) {
        checkReceptor(afferent.releases(), AFFERENTS, name, "releases");
        require(
                !model.populations().containsKey(name),
                () -> "'" + name + "' is the name of a population, too",
                "rename one of them",
                AFFERENTS,
                name);
        require(
                afferent.size() >= 1,
                () -> "size " + afferent.size() + " must be at least 1",
                "",
                AFFERENTS,
                name,
                "size");
        notNegative(afferent.rateHz(), "Hz", AFFERENTS, name, "rate");
        boolean binomial = afferent.statistics() == EventStatistics.BINOMIAL;
        boolean shared = afferent.sources() == AfferentSources.SHARED;
        require(
                !(binomial && shared),
                "statistics: binomial counts the events of a target neuron, but sources: shared draws those of afferent neurons",
                "choose poisson, or independent sources",
                AFFERENTS,
                name,
                "statistics");
        require(
                model.afferentNoise() == AfferentNoise.INDEPENDENT || (binomial && !shared),
                "afferent-noise: shared compares one random number per neuron with the probability of at most one event",
                "write statistics: binomial and sources: independent, or afferent-noise: independent",
                AFFERENTS,
                name);
    }

    private void check(Pathway pathway, Projection projection) {
        boolean known = checkEnds(pathway);
        projection.weightNs().ifPresent(weightNs -> notNegative(weightNs, "nS", PROJECTIONS, pathway, "weight"));
        projection.currentPa().ifPresent(pa -> finite(pa, "pA", PROJECTIONS, pathway, "current"));
        projection.jumpMv().ifPresent(mv -> finite(mv, "mV", PROJECTIONS, pathway, "jump"));
        probability(projection.release(), PROJECTIONS, pathway, "release");
        projection.probability().ifPresent(p -> probability(p, PROJECTIONS, pathway, PROBABILITY));
        projection.receptor().ifPresent(receptor -> checkReceptor(receptor, PROJECTIONS, pathway, "receptor"));
        require(
                projection.probability().isEmpty() || projection.connect().isEmpty(),
                "a projection has either a probability or a rule to connect, not both",
                "remove one of them",
                PROJECTIONS,
                pathway);
        require(
                projection.probability().isPresent() || projection.connect().isPresent(),
                "nothing says which neurons are connected",
                "add a probability, or connect: {type: ...}",
                PROJECTIONS,
                pathway);
        if (!known) {
            return;
        }
        checkWeight(pathway, projection);
        projection
                .coReceptors()
                .ifPresent(further ->
                        further.forEach((receptor, fraction) -> checkCoReceptor(pathway, receptor, fraction)));
        checkDelay(pathway, projection);
        projection.neurons().ifPresent(neurons -> checkReached(pathway, neurons));
        projection.connect().ifPresent(connect -> checkRule(pathway, connect));
        if (projection.connect().isEmpty() && !isAfferent(pathway)) {
            checkProbability(pathway, network.probability(pathway));
        }
        if (isAfferent(pathway)) {
            checkAfferentRule(pathway, projection);
        }
    }

    private void checkReached(Pathway pathway, Indices neurons) {
        Object[] place = {PROJECTIONS, pathway, "neurons"};
        checkNeurons(neurons, pathway.post(), place);
        require(
                isAfferent(pathway),
                () -> "'" + pathway.pre() + "' is a population, whose projections reach all neurons of another",
                "divide '" + pathway.post() + "' into two populations",
                place);
        require(
                !isListed(pathway),
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

    private void checkWeight(Pathway pathway, Projection projection) {
        if (!model.receptors().containsKey(network.receptor(pathway))) {
            return;
        }
        Receptor receptor = network.receptorOf(pathway);
        checkWeightKey(pathway, receptor, "weight", projection.weightNs());
        checkWeightKey(pathway, receptor, "current", projection.currentPa());
        checkWeightKey(pathway, receptor, "jump", projection.jumpMv());
        require(
                projection.weight(receptor).isPresent() || isListed(pathway),
                () -> "the key '" + weightKey(receptor) + "' is missing",
                () -> "add it, for example " + weightKey(receptor) + ": 1 " + receptor.unit(),
                PROJECTIONS,
                pathway);
        require(
                projection.weightSpread().isEmpty() || hasSynapses(pathway),
                "weight-spread has no effect where synapses are not drawn one by one",
                "remove it",
                PROJECTIONS,
                pathway,
                "weight-spread");
        if (receptor instanceof Receptor.Conductance) {
            projection
                    .weightNs()
                    .ifPresent(weightNs -> checkStability(pathway, weightNs, PROJECTIONS, pathway, "weight"));
        }
    }

    private void checkWeightKey(Pathway pathway, Receptor receptor, String key, Optional<Double> value) {
        require(
                value.isEmpty() || key.equals(weightKey(receptor)),
                () -> "'" + key + "' has no effect on the receptor '" + network.receptor(pathway) + "'",
                () -> "give '" + weightKey(receptor) + "' in " + receptor.unit() + ", or another receptor",
                PROJECTIONS,
                pathway,
                key);
    }

    private void checkCoReceptor(Pathway pathway, String name, double fraction) {
        Object[] place = {PROJECTIONS, pathway, "co-receptors", name};
        checkReceptor(name, place);
        notNegative(fraction, "", place);
        Receptor further = model.receptors().get(name);
        Receptor first = model.receptors().get(network.receptor(pathway));
        if (further == null || first == null) {
            return;
        }
        require(
                !name.equals(network.receptor(pathway)),
                () -> "'" + name + "' is the first receptor of the projection already",
                "remove it, or change the weight",
                place);
        require(
                further.unit().equals(first.unit()),
                () -> "'" + name + "' takes weights in " + further.unit() + ", and '" + network.receptor(pathway)
                        + "' in " + first.unit(),
                "choose receptors of one kind",
                place);
        if (first instanceof Receptor.Conductance && further instanceof Receptor.Conductance) {
            network.projection(pathway)
                    .weightNs()
                    .ifPresent(weightNs -> checkStability(pathway, fraction * weightNs, place));
        }
    }

    private static String weightKey(Receptor receptor) {
        return receptor instanceof Receptor.Conductance
                ? "weight"
                : receptor instanceof Receptor.Current ? "current" : "jump";
    }

    /** Whether its synapses are drawn and simulated one by one. */
    private boolean hasSynapses(Pathway pathway) {
        return !isListed(pathway) && (!isAfferent(pathway) || network.hasSharedSources(pathway));
    }

    private void checkDelay(Pathway pathway, Projection projection) {
        projection.delayMs().ifPresent(delayMs -> {
            TimeSteps.delayProblem(delayMs, network.stepMs())
                    .ifPresent(problem -> report.problem(problem, "", PROJECTIONS, pathway, "delay"));
            notNegative(delayMs, "ms", PROJECTIONS, pathway, "delay");
        });
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
                projection.delaySpread().isEmpty() || (projection.delayMs().orElse(0.0) > 0 && hasSynapses(pathway)),
                "delay-spread needs a mean delay above 0 and synapses that are drawn one by one",
                "add delay, or remove delay-spread",
                PROJECTIONS,
                pathway,
                "delay-spread");
    }

    private boolean isListed(Pathway pathway) {
        Optional<Connect> connect = network.projection(pathway).connect();
        return network.connections().containsKey(pathway)
                || (connect.isPresent()
                        && (connect.get() instanceof Connect.Listed || connect.get() instanceof Connect.Events));
    }

    private boolean isAfferent(Pathway pathway) {
        return model.afferents().containsKey(pathway.pre());
    }

    private boolean checkEnds(Pathway pathway) {
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

    private void checkReceptor(String receptor, Object... path) {
        if (!model.receptors().containsKey(receptor)) {
            report.unknownName("receptor", receptor, model.receptors().keySet(), path);
        }
    }

    /** Refuses a probability that would give an unexpected in-degree. */
    private void checkProbability(Pathway pathway, double probability) {
        boolean alone = pathway.pre().equals(pathway.post()) && network.preSize(pathway) == 1;
        require(
                !(alone && probability >= 1),
                () -> "connection probability " + probability + " asks a single neuron to connect to itself",
                "remove the projection",
                PROJECTIONS,
                pathway,
                PROBABILITY);
        if (model.connectionProbability() == ConnectionProbability.PAIRS || !(probability > 0 && probability <= 1)) {
            return;
        }
        double product = probability * network.preSize(pathway);
        long whole = Math.round(product);
        require(
                !(Math.floor(product) < whole && whole - product < ROUNDING),
                () -> "probability " + probability + " of " + network.preSize(pathway) + " neurons is " + product
                        + " in binary numbers, which gives an in-degree of " + (whole - 1),
                () -> "write connect: {type: in-degree, number: " + whole + "}",
                PROJECTIONS,
                pathway,
                PROBABILITY);
        require(
                product >= 1,
                () -> "probability " + probability + " of " + network.preSize(pathway)
                        + " neurons gives an in-degree of 0: nothing is connected",
                "write 0 if that is meant, a larger probability, or connect: {type: pairs, ...}",
                PROJECTIONS,
                pathway,
                PROBABILITY);
    }

    private void checkRule(Pathway pathway, Connect connect) {
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
            require(
                    inDegree.number() <= others || (inDegree.multapses() && others > 0),
                    () -> "an in-degree of " + inDegree.number() + " is more than the " + others
                            + " neurons to draw from",
                    "lower it, or allow multapses: true",
                    PROJECTIONS,
                    pathway,
                    CONNECT,
                    "number");
        } else if (connect instanceof Connect.Total total) {
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
        } else if (connect instanceof Connect.OneToOne) {
            int targets = network.targets(pathway);
            require(
                    network.preSize(pathway) == targets,
                    () -> pathway.pre() + " has " + network.preSize(pathway) + " neurons and " + pathway.post()
                            + " has " + targets,
                    "one-to-one needs equal sizes",
                    PROJECTIONS,
                    pathway,
                    CONNECT);
        } else if (connect instanceof Connect.Events) {
            require(
                    isAfferent(pathway),
                    () -> "'" + pathway.pre() + "' is a population, whose events are not listed",
                    "choose another rule to connect",
                    PROJECTIONS,
                    pathway,
                    CONNECT);
            require(
                    network.projection(pathway).release() == 1,
                    "events that are listed one by one are all delivered",
                    "remove release",
                    PROJECTIONS,
                    pathway,
                    "release");
        }
    }

    private static boolean mayConnectToItself(Connect connect) {
        return (connect instanceof Connect.Pairs pairs && pairs.autapses())
                || (connect instanceof Connect.InDegree inDegree && inDegree.autapses())
                || (connect instanceof Connect.Total total && total.autapses())
                || (connect instanceof Connect.AllToAll all && all.autapses());
    }

    private void checkAfferentRule(Pathway pathway, Projection projection) {
        boolean needsNeurons = projection.connect().isPresent()
                && (projection.connect().get() instanceof Connect.Pairs
                        || projection.connect().get() instanceof Connect.Total
                        || projection.connect().get() instanceof Connect.Listed);
        require(
                !needsNeurons || network.hasSharedSources(pathway),
                () -> "this rule connects single neurons of '" + pathway.pre()
                        + "', but with independent sources each target neuron has its own events",
                "write sources: shared for the afferent, or give a probability or an in-degree",
                PROJECTIONS,
                pathway,
                CONNECT);
        boolean multapses = projection.connect().isPresent()
                && projection.connect().get() instanceof Connect.InDegree inDegree
                && inDegree.multapses();
        require(
                !multapses || network.hasSharedSources(pathway),
                "multapses have no effect where each target neuron has its own events",
                "remove the key, or write sources: shared for the afferent",
                PROJECTIONS,
                pathway,
                CONNECT,
                "multapses");
    }

    /** Of one event, on the first receptor of a projection or on another. */
    private void checkStability(Pathway pathway, double weightNs, Object... place) {
        Population post = network.population(pathway.post());
        requireStable("one event of " + weightNs + " nS", weightNs, pathway.post(), post, place);
    }

    /** Forward Euler overshoots where a step is longer than the membrane takes. */
    private void requireStable(String what, double conductanceNs, String name, Population population, Object... place) {
        double stepsPerStep = network.stepMs() * (population.leakNs() + conductanceNs) / population.capacitancePf();
        require(
                !(stepsPerStep > 1),
                () -> what + " makes forward Euler unstable: time step * (leak + conductance) / capacitance of " + name
                        + " is " + (float) stepsPerStep + ", above 1",
                () -> "lower it, or take a time step of at most " + (float) (network.stepMs() / stepsPerStep) + " ms",
                place);
    }

    private void checkStimulus(String name) {
        Stimulus stimulus = network.stimulus(name);
        if (stimulus instanceof ConstantRate constant) {
            notNegative(constant.rateHz(), "Hz", AFFERENTS, name, "rate");
        } else if (stimulus instanceof GaussianEvents gaussian) {
            positive(gaussian.widthMs(), "ms", AFFERENTS, name, "width");
            for (GaussianEvents.Event event : gaussian.events()) {
                finite(event.timeMs(), "ms", AFFERENTS, name, "time");
                notNegative(event.amplitudeHz(), "Hz", AFFERENTS, name, "amplitude");
            }
        } else if (stimulus instanceof RateCourse course) {
            checkTimes(course.timesMs(), AFFERENTS, name);
            course.ratesHz().forEach(rate -> notNegative(rate, "Hz", AFFERENTS, name, "rate"));
        } else if (stimulus instanceof SpikeTimes times) {
            checkSpikeTimes(name, times);
        } else if (stimulus instanceof ExplicitEvents events) {
            for (String target : events.byTarget().keySet()) {
                require(
                        model.projections().containsKey(new Pathway(name, target)),
                        () -> "there are events for " + target + ", but no projection to it",
                        () -> "add " + name + " -> " + target + ": {connect: {type: events}}",
                        AFFERENTS,
                        name);
            }
        }
    }

    private void checkTimes(List<Double> timesMs, Object... path) {
        for (int i = 0; i < timesMs.size(); i++) {
            double timeMs = timesMs.get(i);
            finite(timeMs, "ms", path);
            require(
                    i == 0 || timesMs.get(i - 1) < timeMs,
                    () -> "the times do not ascend at " + timeMs + " ms",
                    "put them in order",
                    path);
        }
    }

    private void checkSpikeTimes(String name, SpikeTimes times) {
        Afferent afferent = Objects.requireNonNull(model.afferents().get(name));
        require(
                afferent.sources() == AfferentSources.SHARED,
                "its spikes are given neuron by neuron, but with independent sources it has no neurons",
                "write sources: shared",
                AFFERENTS,
                name,
                "sources");
        for (int i = 0; i < times.spikes().count(); i++) {
            Optional<String> problem = indexProblem(times.spikes().neuron(i), name, afferent.size());
            if (problem.isPresent()) {
                report.problem("spike " + i + ": " + problem.get(), "", AFFERENTS, name);
                return;
            }
        }
    }

    private void checkInput(Pathway pathway, Projection projection) {
        ExplicitConnections given = network.connections().get(pathway);
        if (given != null) {
            check(given, pathway);
        }
        if (!isAfferent(pathway)) {
            return;
        }
        Stimulus stimulus = network.stimulus(pathway.pre());
        boolean listed =
                projection.connect().isPresent() && projection.connect().get() instanceof Connect.Events;
        if (stimulus instanceof ExplicitEvents events) {
            require(
                    listed,
                    () -> "the events of '" + pathway.pre() + "' are listed one by one, each with its target neuron",
                    "write connect: {type: events} and no probability",
                    PROJECTIONS,
                    pathway);
            check(events.eventsFor(pathway.post()), pathway);
        } else if (stimulus instanceof RateStimulus rate) {
            require(
                    !listed || isSilent(stimulus),
                    () -> "the events of '" + pathway.pre() + "' are not listed",
                    "give it a stimulus of type event-file, or another rule to connect",
                    PROJECTIONS,
                    pathway,
                    CONNECT);
            checkEventProbability(pathway, rate);
        }
    }

    private static boolean isSilent(Stimulus stimulus) {
        return stimulus instanceof ConstantRate constant && constant.rateHz() == 0;
    }

    /** The first wrong synapse is named, not all of them. */
    private void check(ExplicitConnections connections, Pathway pathway) {
        for (int i = 0; i < connections.count(); i++) {
            int pre = connections.pre(i);
            int post = connections.post(i);
            double weight = connections.weight(i);
            Optional<String> problem = indexProblem(pre, pathway.pre(), network.preSize(pathway))
                    .or(() -> indexProblem(post, pathway.post(), sizeOf(pathway.post())))
                    .or(() -> weightProblem(weight, pathway));
            if (problem.isPresent()) {
                report.problem("synapse " + i + ": " + problem.get(), "", PROJECTIONS, pathway);
                return;
            }
        }
    }

    private void check(EventList events, Pathway pathway) {
        for (int i = 0; i < events.count(); i++) {
            double weightNs = events.weightNs(i);
            Optional<String> problem = indexProblem(events.neuron(i), pathway.post(), sizeOf(pathway.post()))
                    .or(() -> weightProblem(weightNs, pathway));
            if (problem.isEmpty() && events.step(i) < 0) {
                problem = Optional.of("step " + events.step(i) + " must not be negative");
            }
            if (problem.isPresent()) {
                report.problem("event " + i + " (in the order of steps): " + problem.get(), "", PROJECTIONS, pathway);
                return;
            }
        }
    }

    /** Bumps that overlap are checked at their peaks; what lies between is left to the running simulation. */
    private void checkEventProbability(Pathway pathway, RateStimulus stimulus) {
        Afferent afferent = Objects.requireNonNull(model.afferents().get(pathway.pre()));
        double peakHz = Math.max(stimulus.rateHz(0), stimulus.peakHz());
        double perStep = network.eventsPerHz(pathway) * peakHz;
        if (afferent.statistics() == EventStatistics.POISSON) {
            require(
                    !(perStep * network.targets(pathway) > MOST_EVENTS),
                    () -> peakHz + " Hz are " + perStep + " events per neuron and step, more than can be drawn",
                    "lower the rate of the afferent",
                    PROJECTIONS,
                    pathway);
            return;
        }
        require(
                !(perStep > 1),
                () -> peakHz + " Hz from the " + afferent.size() + " neurons of " + pathway.pre() + " are " + perStep
                        + " events per neuron and step of " + network.stepMs()
                        + " ms; with statistics: binomial at most 1 is possible",
                "write statistics: poisson for the afferent, or lower its rate",
                PROJECTIONS,
                pathway);
    }

    private void checkMemory() {
        require(
                network.paddedNeurons() <= MOST_NEURONS,
                "the populations have more neurons than a network can have, which is about " + MOST_NEURONS,
                "",
                POPULATIONS);
        long needed = network.memoryBytes();
        long available = Runtime.getRuntime().maxMemory();
        require(
                needed <= available,
                () -> String.format(
                        Locale.ROOT,
                        "%d synapses need about %d MB of memory; Java may use %d MB",
                        network.synapses(),
                        needed >> 20,
                        available >> 20),
                "give Java more with -Xmx, or make the network smaller",
                PROJECTIONS);
        checkCounts();
    }

    /** What does not fit into an array is divided, but neither the synapses of few neurons nor the rows of a projection. */
    private void checkCounts() {
        for (Pathway pathway : network.synapsePathways()) {
            require(
                    Portion.canBeDivided(network, pathway, Portion.MOST_SYNAPSES),
                    () -> "an in-degree of " + (long) network.meanInDegree(pathway) + " is above "
                            + Portion.MOST_SYNAPSES / Portion.NEURONS + ", the most that a projection of "
                            + network.synapses(pathway) + " synapses can have",
                    () -> "divide '" + pathway.pre() + "' into two",
                    PROJECTIONS,
                    pathway);
            require(
                    network.rows(pathway) <= Portion.MOST_SYNAPSES,
                    () -> network.preSize(pathway) + " neurons with about "
                            + network.rows(pathway) / network.preSize(pathway)
                            + " different delays are more than can be told apart",
                    "divide '" + pathway.pre() + "' into two, or lengthen the time step",
                    PROJECTIONS,
                    pathway,
                    "delay-spread");
        }
    }

    private int sizeOf(String population) {
        Population found = model.populations().get(population);
        return found == null ? 0 : found.size();
    }

    private static Optional<String> indexProblem(int index, String population, int size) {
        return index >= 0 && index < size
                ? Optional.empty()
                : Optional.of("neuron " + index + " is not in " + population + ", which has 0 to " + (size - 1));
    }

    private Optional<String> weightProblem(double weight, Pathway pathway) {
        Receptor receptor = network.receptorOf(pathway);
        boolean negative = receptor instanceof Receptor.Conductance && weight < 0;
        return Double.isFinite(weight) && !negative
                ? Optional.empty()
                : Optional.of("weight " + weight + " " + receptor.unit() + " must be a number"
                        + (negative ? ", not negative" : ""));
    }

    private void timeConstant(String what, double timeConstantMs, Object... path) {
        positive(timeConstantMs, "ms", path);
        require(
                !(timeConstantMs > 0 && network.stepMs() * STEPS_PER_TIME_CONSTANT > timeConstantMs),
                () -> "a time constant of " + timeConstantMs + " ms of " + what + " needs a time step of at most "
                        + timeConstantMs / STEPS_PER_TIME_CONSTANT + " ms, not " + network.stepMs() + " ms",
                "shorten the time step",
                path);
    }

    private void wholeSteps(double timeMs, Object... path) {
        if (!(timeMs >= 0 && network.stepMs() > 0)) {
            return;
        }
        TimeSteps.problem(timeMs, network.stepMs())
                .ifPresent(problem -> report.problem(problem, TimeSteps.advice(timeMs, network.stepMs()), path));
    }

    private void probability(double value, Object... path) {
        require(value >= 0 && value <= 1, () -> value + " is not between 0 and 1", "", path);
    }

    private void positive(double value, String unit, Object... path) {
        require(value > 0 && Double.isFinite(value), () -> value + " " + unit + " must be above 0", "", path);
    }

    private void notNegative(double value, String unit, Object... path) {
        require(value >= 0 && Double.isFinite(value), () -> value + " " + unit + " must not be negative", "", path);
    }

    private void finite(double value, String unit, Object... path) {
        require(Double.isFinite(value), () -> value + " " + unit + " is not a number", "", path);
    }

    private void require(boolean holds, String message, String advice, Object... path) {
        if (!holds) {
            report.problem(message, advice, path);
        }
    }

    /** Puts the message together only if it is needed: planning checks the model of every point. */
    private void require(boolean holds, Supplier<String> message, String advice, Object... path) {
        if (!holds) {
            report.problem(message.get(), advice, path);
        }
    }

    private void require(boolean holds, Supplier<String> message, Supplier<String> advice, Object... path) {
        if (!holds) {
            report.problem(message.get(), advice.get(), path);
        }
    }
}
