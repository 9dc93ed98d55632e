package org.cb1network.stages.network.spec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cb1network.engine.stage.ProblemReport;

/** Finds what is wrong with stimuli, injected currents, and connections that are listed one by one. */
final class InputCheck extends NetworkPartCheck {

    /** Of one projection in one step. */
    private static final int MOST_EVENTS = 1 << 24;

    private static final String CURRENTS = "currents";

    InputCheck(Network network, ProblemReport report) {
        super(network, report);
    }

    void check() {
        model.afferents().keySet().forEach(this::checkStimulus);
        network.currents().forEach(this::check);
        model.projections().forEach(this::check);
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
            for (double rateHz : course.ratesHz()) {
                notNegative(rateHz, "Hz", AFFERENTS, name, "rate");
            }
        } else if (stimulus instanceof SpikeTimes times) {
            checkSpikeTimes(name, times);
        } else if (stimulus instanceof ExplicitEvents events) {
            checkTargets(name, events);
        }
    }

    private void checkTargets(String name, ExplicitEvents events) {
        for (String target : events.byTarget().keySet()) {
            if (!model.projections().containsKey(new Pathway(name, target))) {
                report.problem(
                        "there are events for " + target + ", but no projection to it",
                        "add " + name + " -> " + target + ": {connect: {type: events}}",
                        AFFERENTS,
                        name);
            }
        }
    }

    private void checkTimes(List<Double> timesMs, Object... path) {
        for (int i = 0; i < timesMs.size(); i++) {
            double timeMs = timesMs.get(i);
            finite(timeMs, "ms", path);
            if (i > 0 && !(timesMs.get(i - 1) < timeMs)) {
                report.problem("the times do not ascend at " + timeMs + " ms", "put them in order", path);
            }
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

    private void check(String name, CurrentStimulus current) {
        checkTimes(current.timesMs(), CURRENTS, name, "times");
        if (current.neurons().isPresent()) {
            knownNeurons(current.neurons().get(), name, CURRENTS, name, "neurons");
        }
        if (current.noise().isPresent()) {
            check(name, current.noise().get());
        }
    }

    private void check(String name, CurrentNoise noise) {
        notNegative(noise.sdPa(), "pA", CURRENTS, name, "sd");
        notNegative(noise.timeConstantMs(), "ms", CURRENTS, name, "time-constant");
        if (noise.intervalMs().isPresent()) {
            double intervalMs = noise.intervalMs().get();
            positive(intervalMs, "ms", CURRENTS, name, "interval");
            wholeSteps(intervalMs, CURRENTS, name, "interval");
        }
    }

    private void check(Pathway pathway, Projection projection) {
        ExplicitConnections given = network.connections().get(pathway);
        if (given != null) {
            check(given, pathway);
        }
        if (isAfferent(pathway)) {
            checkEvents(pathway, projection);
        }
    }

    private void checkEvents(Pathway pathway, Projection projection) {
        Stimulus stimulus = network.stimulus(pathway.pre());
        boolean listed = projection.connect().orElse(null) instanceof Connect.Events;
        if (stimulus instanceof ExplicitEvents events) {
            if (!listed) {
                report.problem(
                        "the events of '" + pathway.pre() + "' are listed one by one, each with its target neuron",
                        "write connect: {type: events} and no probability",
                        PROJECTIONS,
                        pathway);
            }
            check(events.eventsFor(pathway.post()), pathway);
        } else if (listed && !isSilent(stimulus)) {
            report.problem(
                    "the events of '" + pathway.pre() + "' are not listed",
                    "give it a stimulus of type event-file, or another rule to connect",
                    PROJECTIONS,
                    pathway,
                    CONNECT);
        }
        if (stimulus instanceof RateStimulus rate) {
            checkEventProbability(pathway, rate);
        }
    }

    private static boolean isSilent(Stimulus stimulus) {
        return stimulus instanceof ConstantRate constant && constant.rateHz() == 0;
    }

    /** The first wrong synapse is named, not all of them. */
    private void check(ExplicitConnections connections, Pathway pathway) {
        for (int i = 0; i < connections.count(); i++) {
            int post = connections.post(i);
            double weight = connections.weight(i);
            Optional<String> problem = indexProblem(connections.pre(i), pathway.pre(), network.preSize(pathway))
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

    private Optional<String> weightProblem(double weight, Pathway pathway) {
        Receptor receptor = network.receptorOf(pathway);
        boolean negative = receptor instanceof Receptor.Conductance && weight < 0;
        return Double.isFinite(weight) && !negative
                ? Optional.empty()
                : Optional.of("weight " + weight + " " + receptor.unit() + " must be a number"
                        + (negative ? ", not negative" : ""));
    }

    /** Bumps that overlap are checked at their peaks; what lies between is left to the running simulation. */
    private void checkEventProbability(Pathway pathway, RateStimulus stimulus) {
        Afferent afferent = Objects.requireNonNull(model.afferents().get(pathway.pre()));
        double peakHz = Math.max(stimulus.rateHz(0), stimulus.peakHz());
        double perStep = network.eventsPerHz(pathway) * peakHz;
        if (afferent.statistics() == EventStatistics.POISSON) {
            if (perStep * network.targets(pathway) > MOST_EVENTS) {
                report.problem(
                        peakHz + " Hz are " + perStep + " events per neuron and step, more than can be drawn",
                        "lower the rate of the afferent",
                        PROJECTIONS,
                        pathway);
            }
        } else if (perStep > 1) {
            report.problem(
                    peakHz + " Hz from the " + afferent.size() + " neurons of " + pathway.pre() + " are "
                            + perStep
                            + " events per neuron and step of " + network.stepMs()
                            + " ms; with statistics: binomial at most 1 is possible",
                    "write statistics: poisson for the afferent, or lower its rate",
                    PROJECTIONS,
                    pathway);
        }
    }
}
