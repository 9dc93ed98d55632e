package org.cb1network.stages.network.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cb1network.engine.stage.ProblemReport;

/** Finds everything that is wrong with a network, each problem with its place in the model, the number that is wrong and advice. */
final class NetworkCheck extends NetworkPartCheck {

    private static final String RECEPTORS = "receptors";

    private NetworkCheck(Network network, ProblemReport report) {
        super(network, report);
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
        new NetworkCheck(network, report).checkModel();
    }

    /**
     * Reports what is wrong with stimuli and explicit connections, and whether there is memory for it all; the model has no problems.
     */
    static void checkInput(Network network, ProblemReport report) {
        new InputCheck(network, report).check();
        new SizeCheck(network, report).check();
    }

    private void checkModel() {
        positive(network.stepMs(), "ms", "time-step");
        require(!model.populations().isEmpty(), "there is no population", "add one", POPULATIONS);
        model.receptors().forEach(this::check);
        for (Map.Entry<String, Population> population : model.populations().entrySet()) {
            new PopulationCheck(network, population.getKey(), population.getValue(), report).check();
        }
        model.afferents().forEach(this::check);
        for (Map.Entry<Pathway, Projection> projection : model.projections().entrySet()) {
            new ProjectionCheck(network, projection.getKey(), projection.getValue(), report).check();
        }
    }

    private void check(String name, Receptor receptor) {
        if (receptor instanceof Receptor.Conductance conductance) {
            finite(conductance.reversalMv(), "mV", RECEPTORS, name, "reversal");
            timeConstant("the decay", conductance.decayMs(), RECEPTORS, name, "decay");
            if (conductance.riseMs().isPresent()) {
                checkRise(name, conductance.riseMs().get(), conductance.decayMs());
            }
        } else if (receptor instanceof Receptor.Current current) {
            timeConstant("the decay", current.decayMs(), RECEPTORS, name, "decay");
        }
    }

    private void checkRise(String name, double riseMs, double decayMs) {
        timeConstant("the rise", riseMs, RECEPTORS, name, "rise");
        if (!(riseMs < decayMs)) {
            report.problem(
                    "the rise of " + riseMs + " ms is not shorter than the decay of " + decayMs + " ms",
                    "shorten it, or lengthen the decay",
                    RECEPTORS,
                    name,
                    "rise");
        }
    }

    private void check(String name, Afferent afferent) {
        knownReceptor(afferent.releases(), AFFERENTS, name, "releases");
        if (model.populations().containsKey(name)) {
            report.problem("'" + name + "' is the name of a population, too", "rename one of them", AFFERENTS, name);
        }
        sizeAtLeastOne(afferent.size(), AFFERENTS, name);
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
}
