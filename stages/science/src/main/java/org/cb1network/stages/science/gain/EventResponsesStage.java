package org.cb1network.stages.science.gain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.science.analysis.EventResponses;
import org.cb1network.stages.science.analysis.Gain;
import org.cb1network.stages.science.analysis.GaussianSmoothing;
import org.cb1network.stages.science.analysis.LinearFit;
import org.cb1network.stages.science.simulation.RateSeries;
import org.cb1network.stages.science.simulation.SimulationTables;
import org.cb1network.stages.science.simulation.SimulationTables.InputEvent;

/**
 * Computes the responses of one simulation to its input events, as in the paper's gain protocol: the mean population
 * rate around the peak of each event, ordered by amplitude and smoothed along that order; and the gain of the smoothed
 * curve. The events are read from the simulation's output, so they need not be specified again.
 */
public final class EventResponsesStage implements Stage<EventResponsesStage.Parameters> {

    /**
     * The parameters.
     *
     * @param afferent afferent whose events count; optional if only one afferent has events
     * @param halfWindowMs half-width of the averaging window around the peak of an event, in ms
     * @param smoothing standard deviation of the Gaussian that smooths the curve, in events
     * @param sender population to whose response to the strongest input the others are compared
     */
    public record Parameters(
            @Describe("afferent whose events count; optional if only one afferent has events")
            Optional<String> afferent,

            @Describe("half-width of the averaging window around the peak of an event")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("50 ms")
            double halfWindowMs,

            @Describe("standard deviation of the Gaussian that smooths the curve, in events")
            @Range(min = 0)
            @Default("2")
            double smoothing,

            @Describe("population to whose response to the strongest input the others are compared")
            Optional<String> sender) {}

    /** The response of one population to one event. */
    record EventResponse(
            @Cell("name of the population") String population,

            @Cell("number of the event by amplitude, from 0")
            int event,

            @Cell(value = "rate of the input at the peak of the event", unit = "Hz")
            double amplitude,

            @Cell(value = "mean population rate around the peak", unit = "Hz")
            double response,

            @Cell(value = "response, smoothed along the amplitudes", unit = "Hz")
            double smoothed) {}

    static final RowType<EventResponse> RESPONSES =
            RowType.of("responses", "response to each input event", EventResponse.class);

    /** The gain of one population. */
    record PopulationGain(
            @Cell("name of the population") String population,

            @Cell(
                    value =
                            "slope of smoothed response against amplitude / smoothed response at amplitude 0; NaN if no event has it",
                    unit = "1/Hz")
            double relativeGain,

            @Cell("of the least-squares line of smoothed response against amplitude")
            double slope,

            @Cell(value = "smoothed response to the smallest amplitude", unit = "Hz")
            double responseAtSmallest,

            @Cell(value = "smoothed response to the largest amplitude", unit = "Hz")
            double responseAtLargest,

            @Cell("smoothed response to the largest amplitude / that of the sender; NaN without a sender")
            double transfer) {}

    static final RowType<PopulationGain> GAINS =
            RowType.of("gains", "what the curve of smoothed responses says of each population", PopulationGain.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "event-responses",
            "Responses of populations to input events, and their gain",
            Parameters.class,
            List.of(
                    new InputPort(
                            "rates",
                            "rates over time of one simulation",
                            ArrowRecorders.ratesSchema().columns()),
                    SimulationTables.EVENTS.input("events", "input events of that simulation"),
                    SimulationTables.aboutTheSimulation()),
            List.<OutputPort>of(RESPONSES.output().asExact(), GAINS.output().asExact()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        List<InputEvent> events = events(SimulationTables.EVENTS.read(context.input("events")), parameters.afferent());
        double[] peaksMs = events.stream().mapToDouble(InputEvent::time).toArray();
        double[] amplitudesHz =
                events.stream().mapToDouble(InputEvent::amplitude).toArray();
        double stepMs = SimulationTables.timeStepMs(context.input("simulation"));
        Map<String, Curve> curves = new TreeMap<>();
        RateSeries.of(context.input("rates"), stepMs).forEach((population, rate) -> {
            double[] responses = EventResponses.of(rate.hz(), rate.sampling(), peaksMs, parameters.halfWindowMs());
            curves.put(population, new Curve(responses, parameters.smoothing()));
        });
        write(curves, amplitudesHz, context.rows(RESPONSES));
        writeGains(curves, amplitudesHz, parameters.sender(), context.rows(GAINS));
    }

    /** Responses of one population by ascending amplitude, raw and smoothed. */
    private static final class Curve {
        private final double[] responses;
        private final double[] smoothed;

        Curve(double[] responses, double smoothing) {
            this.responses = responses;
            this.smoothed = GaussianSmoothing.smooth(responses, smoothing);
        }
    }

    /** Returns the events by ascending amplitude. */
    private static List<InputEvent> events(List<InputEvent> all, Optional<String> afferent) {
        List<String> afferents =
                all.stream().map(InputEvent::afferent).distinct().toList();
        String wanted = afferent.orElseGet(() -> onlyOne(afferents));
        List<InputEvent> events = new ArrayList<>(all);
        events.removeIf(event -> !event.afferent().equals(wanted));
        if (events.size() < 2) {
            throw new IllegalArgumentException(
                    "a response curve needs at least two input events, but '" + wanted + "' has " + events.size());
        }
        events.sort(Comparator.comparingDouble(InputEvent::amplitude).thenComparingDouble(InputEvent::time));
        return events;
    }

    private static String onlyOne(List<String> afferents) {
        if (afferents.size() != 1) {
            throw new IllegalArgumentException(
                    afferents.isEmpty()
                            ? "the simulation had no input events; give an afferent a stimulus of bumps"
                            : "events of " + String.join(", ", afferents) + "; select one with 'afferent'");
        }
        return afferents.get(0);
    }

    private static void write(Map<String, Curve> curves, double[] amplitudesHz, RowWriter<EventResponse> out)
            throws IOException {
        for (Map.Entry<String, Curve> curve : curves.entrySet()) {
            for (int event = 0; event < amplitudesHz.length; event++) {
                out.write(new EventResponse(
                        curve.getKey(),
                        event,
                        amplitudesHz[event],
                        curve.getValue().responses[event],
                        curve.getValue().smoothed[event]));
            }
        }
    }

    private static void writeGains(
            Map<String, Curve> curves, double[] amplitudesHz, Optional<String> sender, RowWriter<PopulationGain> out)
            throws IOException {
        Curve sending = sender.map(name -> require(curves, name)).orElse(null);
        int last = amplitudesHz.length - 1;
        for (Map.Entry<String, Curve> curve : curves.entrySet()) {
            double[] smoothed = curve.getValue().smoothed;
            out.write(new PopulationGain(
                    curve.getKey(),
                    amplitudesHz[0] == 0 ? Gain.relative(amplitudesHz, smoothed) : Double.NaN,
                    LinearFit.of(amplitudesHz, smoothed).slope(),
                    smoothed[0],
                    smoothed[last],
                    sending == null ? Double.NaN : Gain.transfer(smoothed, sending.smoothed)));
        }
    }

    private static Curve require(Map<String, Curve> curves, String population) {
        Curve curve = curves.get(population);
        if (curve == null) {
            throw new IllegalArgumentException("the rate of the sender '" + population + "' was not recorded, only of "
                    + Arrays.toString(curves.keySet().toArray()));
        }
        return curve;
    }
}
