package org.cb1network.stages.network.spec;

import java.util.Optional;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.ProblemReport;

/**
 * Base of the checks of a network's parts, with the requirements that they share: ranges of numbers, names of receptors, indices
 * of neurons.
 *
 * <p>Planning checks the network of every point. A message is therefore put together only where a requirement is violated, and
 * not by a lambda: the JVM makes a class of each of them when it first gets there.
 */
abstract class NetworkPartCheck {

    static final String POPULATIONS = "populations";
    static final String AFFERENTS = "afferents";
    static final String PROJECTIONS = "projections";
    static final String CONNECT = "connect";

    /** A time constant shorter than so many steps is not integrated but guessed at. */
    private static final double STEPS_PER_TIME_CONSTANT = 2;

    final Network network;
    final NetworkModel model;
    final ProblemReport report;

    NetworkPartCheck(Network network, ProblemReport report) {
        this.network = network;
        this.model = network.model();
        this.report = report;
    }

    /** For messages that are constants. */
    final void require(boolean holds, String message, String advice, Object... path) {
        if (!holds) {
            report.problem(message, advice, path);
        }
    }

    final void finite(double value, String unit, Object... path) {
        if (!Double.isFinite(value)) {
            report.problem(value + " " + unit + " is not a number", "", path);
        }
    }

    final void positive(double value, String unit, Object... path) {
        if (!(value > 0 && Double.isFinite(value))) {
            report.problem(value + " " + unit + " must be above 0", "", path);
        }
    }

    final void notNegative(double value, String unit, Object... path) {
        if (!(value >= 0 && Double.isFinite(value))) {
            report.problem(value + " " + unit + " must not be negative", "", path);
        }
    }

    final void probability(double value, Object... path) {
        if (!(value >= 0 && value <= 1)) {
            report.problem(value + " is not between 0 and 1", "", path);
        }
    }

    final void sizeAtLeastOne(int size, String part, String name) {
        if (size < 1) {
            report.problem("size " + size + " must be at least 1", "", part, name, "size");
        }
    }

    final void timeConstant(String what, double timeConstantMs, Object... path) {
        positive(timeConstantMs, "ms", path);
        if (timeConstantMs > 0 && network.stepMs() * STEPS_PER_TIME_CONSTANT > timeConstantMs) {
            report.problem(
                    "a time constant of " + timeConstantMs + " ms of " + what + " needs a time step of at most "
                            + timeConstantMs / STEPS_PER_TIME_CONSTANT + " ms, not " + network.stepMs() + " ms",
                    "shorten the time step",
                    path);
        }
    }

    final void wholeSteps(double timeMs, Object... path) {
        if (timeMs >= 0 && network.stepMs() > 0) {
            Optional<String> problem = TimeSteps.problem(timeMs, network.stepMs());
            if (problem.isPresent()) {
                report.problem(problem.get(), TimeSteps.advice(timeMs, network.stepMs()), path);
            }
        }
    }

    /** Forward Euler overshoots where a step is longer than the membrane takes. */
    final void stable(String what, double conductanceNs, String name, Population population, Object... path) {
        double stepsPerStep = network.stepMs() * (population.leakNs() + conductanceNs) / population.capacitancePf();
        if (stepsPerStep > 1) {
            report.problem(
                    what + " makes forward Euler unstable: time step * (leak + conductance) / capacitance of " + name
                            + " is " + (float) stepsPerStep + ", above 1",
                    "lower it, or take a time step of at most " + (float) (network.stepMs() / stepsPerStep) + " ms",
                    path);
        }
    }

    final void knownReceptor(String receptor, Object... path) {
        if (!model.receptors().containsKey(receptor)) {
            report.unknownName("receptor", receptor, model.receptors().keySet(), path);
        }
    }

    final void knownNeurons(Indices neurons, String population, Object... path) {
        Optional<String> problem = indexProblem(neurons.last(), population, sizeOf(population));
        if (problem.isPresent()) {
            report.problem(problem.get(), "change the neurons, or the size of the population", path);
        }
    }

    static Optional<String> indexProblem(int index, String population, int size) {
        return index >= 0 && index < size
                ? Optional.empty()
                : Optional.of("neuron " + index + " is not in " + population + ", which has 0 to " + (size - 1));
    }

    final int sizeOf(String population) {
        Population found = model.populations().get(population);
        return found == null ? 0 : found.size();
    }

    final boolean isAfferent(Pathway pathway) {
        return model.afferents().containsKey(pathway.pre());
    }
}
