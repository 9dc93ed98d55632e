package org.cb1network.stages.network.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds everything that is wrong with a network. Every sentence names the number that is wrong. */
final class NetworkCheck {
    /** A time constant shorter than so many steps is not integrated but guessed at. */
    private static final double STEPS_PER_TIME_CONSTANT = 2;
    /** So that the state has less than 2^30 places, which the kernel can address: it has up to four for each neuron. */
    private static final int MOST_NEURONS = 200_000_000;

    private final Network network;
    private final NetworkModel model;
    private final List<String> problems = new ArrayList<>();

    NetworkCheck(Network network) {
        this.network = network;
        this.model = network.model();
    }

    List<String> problems() {
        double stepMs = network.stepMs();
        require(stepMs > 0 && Double.isFinite(stepMs), "time step: %s ms must be above 0", stepMs);
        require(!model.populations().isEmpty(), "there is no population");
        model.receptors().forEach(this::check);
        model.populations().forEach(this::check);
        model.afferents().forEach(this::check);
        model.projections().forEach(this::check);
        if (problems.isEmpty()) {
            checkMemory();
        }
        return List.copyOf(problems);
    }

    private void check(String name, Receptor receptor) {
        String what = "receptor " + name;
        finite(what + ": reversal potential", receptor.reversalMv(), "mV");
        timeConstant(what + ": decay", receptor.decayMs());
    }

    private void check(String name, Population population) {
        String what = "population " + name;
        require(population.size() >= 1, "%s: size %d must be at least 1", what, population.size());
        positive(what + ": leak conductance", population.leakNs(), "nS");
        positive(what + ": capacitance", population.capacitancePf(), "pF");
        finite(what + ": resting potential", population.restMv(), "mV");
        finite(what + ": reset potential", population.resetMv(), "mV");
        finite(what + ": threshold", population.thresholdMv(), "mV");
        notNegative(what + ": refractory period", population.refractoryMs(), "ms");
        if (population.leakNs() > 0 && population.capacitancePf() > 0) {
            timeConstant(
                    what + ": membrane (" + population.capacitancePf() + " pF / " + population.leakNs() + " nS)",
                    population.membraneTimeConstantMs());
        }
        require(
                population.resetMv() <= population.thresholdMv(),
                "%s: reset potential %s mV is above the threshold %s mV",
                what,
                population.resetMv(),
                population.thresholdMv());
    }

    private void check(String name, Afferent afferent) {
        String what = "afferent " + name;
        Stimulus stimulus = network.stimulus(name);
        require(afferent.size() >= 1, "%s: size %d must be at least 1", what, afferent.size());
        if (stimulus instanceof ConstantRate constant) {
            notNegative(what + ": rate", constant.rateHz(), "Hz");
        } else if (stimulus instanceof GaussianEvents gaussian) {
            positive(what + ": event width", gaussian.widthMs(), "ms");
            for (GaussianEvents.Event event : gaussian.events()) {
                finite(what + ": event time", event.timeMs(), "ms");
                notNegative(what + ": amplitude of the event at " + event.timeMs() + " ms", event.amplitudeHz(), "Hz");
            }
        } else if (stimulus instanceof ExplicitEvents events) {
            for (String target : events.byTarget().keySet()) {
                boolean projects = model.projections().containsKey(new Pathway(name, target));
                require(projects, "%s: there are events for %s, but no projection to it", what, target);
            }
        }
    }

    private void check(Pathway pathway, Projection projection) {
        String what = "projection " + pathway;
        notNegative(what + ": weight", projection.weightNs(), "nS");
        probability(what + ": release probability", projection.release());
        probability(what + ": connection probability", network.probability(pathway));
        boolean from = model.populations().containsKey(pathway.pre());
        boolean fromAfferent = model.afferents().containsKey(pathway.pre());
        boolean to = model.populations().containsKey(pathway.post());
        require(from || fromAfferent, "%s: there is no population or afferent %s", what, pathway.pre());
        require(to, "%s: there is no population %s", what, pathway.post());
        if (!to || !(from || fromAfferent)) {
            return;
        }
        String receptor = network.receptor(pathway);
        require(model.receptors().containsKey(receptor), "%s: there is no receptor %s", what, receptor);
        if (fromAfferent) {
            checkEvents(what, pathway);
        } else {
            checkConnections(what, pathway);
        }
    }

    private void checkConnections(String what, Pathway pathway) {
        ExplicitConnections given = network.connections().get(pathway);
        if (given != null) {
            check(what, given, pathway);
            return;
        }
        double probability = network.probability(pathway);
        boolean alone = pathway.pre().equals(pathway.post()) && sizeOf(pathway.pre()) == 1;
        require(
                !(alone && probability >= 1),
                "%s: connection probability %s asks a single neuron to connect to itself",
                what,
                probability);
    }

    private void checkEvents(String what, Pathway pathway) {
        Stimulus stimulus = network.stimulus(pathway.pre());
        if (stimulus instanceof ExplicitEvents events) {
            check(what, events.eventsFor(pathway.post()), pathway);
        } else {
            checkEventProbability(what, pathway, (RateStimulus) stimulus);
        }
    }

    /** The first wrong synapse is named, not all of them. */
    private void check(String what, ExplicitConnections connections, Pathway pathway) {
        for (int i = 0; i < connections.count(); i++) {
            Optional<String> problem = indexProblem(connections.pre(i), pathway.pre())
                    .or(indexProblemSupplier(connections.post(i), pathway.post()))
                    .or(weightProblemSupplier(connections.weightNs(i)));
            if (problem.isPresent()) {
                problems.add(what + ": synapse " + i + ": " + problem.get());
                return;
            }
        }
    }

    private void check(String what, EventList events, Pathway pathway) {
        for (int i = 0; i < events.count(); i++) {
            Optional<String> problem =
                    indexProblem(events.neuron(i), pathway.post()).or(weightProblemSupplier(events.weightNs(i)));
            if (problem.isEmpty() && events.step(i) < 0) {
                problem = Optional.of("step " + events.step(i) + " must not be negative");
            }
            if (problem.isPresent()) {
                problems.add(what + ": event " + i + " (in the order of steps): " + problem.get());
                return;
            }
        }
    }

    /** Bumps that overlap are checked at their peaks; what lies between is left to the running simulation. */
    private void checkEventProbability(String what, Pathway pathway, RateStimulus stimulus) {
        double peakHz = stimulus.rateHz(0);
        if (stimulus instanceof GaussianEvents gaussian) {
            for (GaussianEvents.Event event : gaussian.events()) {
                peakHz = Math.max(peakHz, gaussian.rateHz(event.timeMs()));
            }
        }
        double perStep = network.eventsPerHz(pathway) * peakHz;
        require(
                !(perStep > 1),
                "%s: %s Hz from %d neurons at connection probability %s are %s events per neuron and step of %s ms; "
                        + "at most 1 is possible",
                what,
                peakHz,
                Objects.requireNonNull(model.afferents().get(pathway.pre())).size(),
                network.probability(pathway),
                perStep,
                network.stepMs());
    }

    private void checkMemory() {
        require(
                network.paddedNeurons() <= MOST_NEURONS,
                "the populations have more neurons than a network can have, which is about %d",
                MOST_NEURONS);
        long needed = network.memoryBytes();
        long available = Runtime.getRuntime().maxMemory();
        require(
                needed <= available,
                "%d synapses need about %d MB of memory; Java may use %d MB (-Xmx sets it)",
                network.synapses(),
                needed >> 20,
                available >> 20);
        for (Pathway pathway : network.recurrentPathways()) {
            long count = network.synapses(pathway);
            require(
                    count <= Integer.MAX_VALUE - 1024,
                    "projection %s: %d synapses are more than one projection can hold",
                    pathway,
                    count);
        }
    }

    private int sizeOf(String population) {
        Population found = model.populations().get(population);
        return found == null ? 0 : found.size();
    }

    private Optional<String> indexProblem(int index, String population) {
        int size = sizeOf(population);
        return index >= 0 && index < size
                ? Optional.empty()
                : Optional.of("neuron " + index + " is not in " + population + ", which has 0 to " + (size - 1));
    }

    private Supplier<Optional<String>> indexProblemSupplier(int index, String population) {
        return () -> indexProblem(index, population);
    }

    private static Supplier<Optional<String>> weightProblemSupplier(double weightNs) {
        return () -> weightNs >= 0 && Double.isFinite(weightNs)
                ? Optional.empty()
                : Optional.of("weight " + weightNs + " nS must be a number, not negative");
    }

    private void timeConstant(String what, double timeConstantMs) {
        positive(what, timeConstantMs, "ms");
        require(
                !(timeConstantMs > 0 && network.stepMs() * STEPS_PER_TIME_CONSTANT > timeConstantMs),
                "%s: a time constant of %s ms needs a time step of at most %s ms, not %s ms",
                what,
                timeConstantMs,
                timeConstantMs / STEPS_PER_TIME_CONSTANT,
                network.stepMs());
    }

    private void probability(String what, double value) {
        require(value >= 0 && value <= 1, "%s: %s is not between 0 and 1", what, value);
    }

    private void positive(String what, double value, String unit) {
        require(value > 0 && Double.isFinite(value), "%s: %s %s must be above 0", what, value, unit);
    }

    private void notNegative(String what, double value, String unit) {
        require(value >= 0 && Double.isFinite(value), "%s: %s %s must not be negative", what, value, unit);
    }

    private void finite(String what, double value, String unit) {
        require(Double.isFinite(value), "%s: %s %s is not a number", what, value, unit);
    }

    private void require(boolean holds, String message, Object... values) {
        if (!holds) {
            problems.add(String.format(Locale.ROOT, message, values));
        }
    }
}
