package org.cb1network.stages.network.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds everything that is wrong with a network. Every sentence names the number that is wrong. */
final class NetworkCheck {
    /** A time constant shorter than so many steps is not integrated but guessed at. */
    private static final double STEPS_PER_TIME_CONSTANT = 2;
    /** So that the state has less than 2^30 places, which the kernel can address: it has up to four for each neuron. */
    private static final int MOST_NEURONS = 200_000_000;

    private final NetworkSpec spec;
    private final Map<String, Population> populations;
    private final Map<String, Afferent> afferents;
    private final Set<String> receptors;
    private final List<String> problems = new ArrayList<>();

    NetworkCheck(NetworkSpec spec) {
        this.spec = spec;
        this.populations = spec.populations().stream()
                .collect(Collectors.toMap(Population::name, Function.identity(), (first, second) -> first));
        this.afferents = spec.afferents().stream()
                .collect(Collectors.toMap(Afferent::name, Function.identity(), (first, second) -> first));
        this.receptors = spec.receptors().stream().map(Receptor::name).collect(Collectors.toSet());
    }

    List<String> problems() {
        require(spec.stepMs() > 0 && Double.isFinite(spec.stepMs()), "time step: %s ms must be above 0", spec.stepMs());
        require(!spec.populations().isEmpty(), "there is no population");
        unique("population", spec.populations().stream().map(Population::name).toList());
        unique("receptor", spec.receptors().stream().map(Receptor::name).toList());
        unique("afferent", spec.afferents().stream().map(Afferent::name).toList());
        unique("projection", spec.projections().stream().map(Projection::name).toList());
        unique(
                "afferent projection",
                spec.afferentProjections().stream()
                        .map(AfferentProjection::name)
                        .toList());
        spec.receptors().forEach(this::check);
        spec.populations().forEach(this::check);
        spec.afferents().forEach(this::check);
        spec.projections().forEach(this::check);
        spec.afferentProjections().forEach(this::check);
        if (problems.isEmpty()) {
            checkMemory();
        }
        return List.copyOf(problems);
    }

    private void check(Receptor receptor) {
        String what = "receptor " + receptor.name();
        finite(what + ": reversal potential", receptor.reversalMv(), "mV");
        timeConstant(what + ": decay", receptor.decayMs());
    }

    private void check(Population population) {
        String what = "population " + population.name();
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

    private void check(Afferent afferent) {
        String what = "afferent " + afferent.name();
        require(afferent.size() >= 1, "%s: size %d must be at least 1", what, afferent.size());
        if (afferent.stimulus() instanceof ConstantRate constant) {
            notNegative(what + ": rate", constant.rateHz(), "Hz");
        } else if (afferent.stimulus() instanceof GaussianEvents gaussian) {
            positive(what + ": event width", gaussian.widthMs(), "ms");
            for (GaussianEvents.Event event : gaussian.events()) {
                finite(what + ": event time", event.timeMs(), "ms");
                notNegative(what + ": amplitude of the event at " + event.timeMs() + " ms", event.amplitudeHz(), "Hz");
            }
        } else if (afferent.stimulus() instanceof ExplicitEvents events) {
            for (String target : events.byTarget().keySet()) {
                boolean projects = spec.afferentProjections().stream()
                        .anyMatch(p -> p.afferent().equals(afferent.name())
                                && p.target().equals(target));
                require(projects, "%s: there are events for %s, but no projection to it", what, target);
            }
        }
    }

    private void check(Projection projection) {
        String what = "projection " + projection.name();
        boolean from = knows("population", projection.pre(), populations.keySet(), what);
        boolean to = knows("population", projection.post(), populations.keySet(), what);
        boolean ends = from && to;
        knows("receptor", projection.receptor(), receptors, what);
        notNegative(what + ": weight", projection.weightNs(), "nS");
        probability(what + ": release probability", projection.releaseProbability());
        if (projection.connectivity() instanceof FixedInDegree fixed) {
            probability(what + ": connection probability", fixed.probability());
            boolean alone = projection.pre().equals(projection.post()) && ends && sizeOf(projection.pre()) == 1;
            require(
                    !(alone && fixed.probability() >= 1),
                    "%s: connection probability %s asks a single neuron to connect to itself",
                    what,
                    fixed.probability());
        } else if (ends) {
            check(what, (ExplicitConnections) projection.connectivity(), projection);
        }
    }

    /** The first wrong synapse is named, not all of them. */
    private void check(String what, ExplicitConnections connections, Projection projection) {
        for (int i = 0; i < connections.count(); i++) {
            Optional<String> problem = indexProblem(connections.pre(i), projection.pre())
                    .or(indexProblemSupplier(connections.post(i), projection.post()))
                    .or(weightProblemSupplier(connections.weightNs(i)));
            if (problem.isPresent()) {
                problems.add(what + ": synapse " + i + ": " + problem.get());
                return;
            }
        }
    }

    private void check(AfferentProjection projection) {
        String what = "projection " + projection.name();
        boolean from = knows("afferent", projection.afferent(), afferents.keySet(), what);
        boolean to = knows("population", projection.target(), populations.keySet(), what);
        knows("receptor", projection.receptor(), receptors, what);
        notNegative(what + ": weight", projection.weightNs(), "nS");
        probability(what + ": connection probability", projection.probability());
        Afferent afferent = afferents.get(projection.afferent());
        if (!from || !to || afferent == null) {
            return;
        }
        if (afferent.stimulus() instanceof ExplicitEvents events) {
            check(what, events.eventsFor(projection.target()), projection);
        } else {
            checkEventProbability(what, projection, afferent, (RateStimulus) afferent.stimulus());
        }
    }

    private void check(String what, EventList events, AfferentProjection projection) {
        for (int i = 0; i < events.count(); i++) {
            Optional<String> problem =
                    indexProblem(events.neuron(i), projection.target()).or(weightProblemSupplier(events.weightNs(i)));
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
    private void checkEventProbability(
            String what, AfferentProjection projection, Afferent afferent, RateStimulus stimulus) {
        double peakHz = stimulus.rateHz(0);
        if (stimulus instanceof GaussianEvents gaussian) {
            for (GaussianEvents.Event event : gaussian.events()) {
                peakHz = Math.max(peakHz, gaussian.rateHz(event.timeMs()));
            }
        }
        double perStep = spec.eventsPerHz(projection) * peakHz;
        require(
                !(perStep > 1),
                "%s: %s Hz from %d neurons at connection probability %s are %s events per neuron and step of %s ms; "
                        + "at most 1 is possible",
                what,
                peakHz,
                afferent.size(),
                projection.probability(),
                perStep,
                spec.stepMs());
    }

    private void checkMemory() {
        require(
                spec.paddedNeurons() <= MOST_NEURONS,
                "the populations have more neurons than a network can have, which is about %d",
                MOST_NEURONS);
        long needed = spec.memoryBytes();
        long available = Runtime.getRuntime().maxMemory();
        require(
                needed <= available,
                "%d synapses need about %d MB of memory; Java may use %d MB (-Xmx sets it)",
                spec.synapses(),
                needed >> 20,
                available >> 20);
        for (Projection projection : spec.projections()) {
            if (projection.connectivity() instanceof FixedInDegree fixed) {
                long count = (long) fixed.inDegree(sizeOf(projection.pre())) * sizeOf(projection.post());
                require(
                        count <= Integer.MAX_VALUE - 1024,
                        "projection %s: %d synapses are more than one projection can hold",
                        projection.name(),
                        count);
            }
        }
    }

    private int sizeOf(String population) {
        Population found = populations.get(population);
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

    private void unique(String kind, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            require(seen.add(name), "%s %s is there twice", kind, name);
        }
    }

    private boolean knows(String kind, String name, Set<String> names, String what) {
        require(names.contains(name), "%s: there is no %s %s", what, kind, name);
        return names.contains(name);
    }

    private void timeConstant(String what, double timeConstantMs) {
        positive(what, timeConstantMs, "ms");
        require(
                !(timeConstantMs > 0 && spec.stepMs() * STEPS_PER_TIME_CONSTANT > timeConstantMs),
                "%s: a time constant of %s ms needs a time step of at most %s ms, not %s ms",
                what,
                timeConstantMs,
                timeConstantMs / STEPS_PER_TIME_CONSTANT,
                spec.stepMs());
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
