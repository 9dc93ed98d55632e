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
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.science.analysis.EventResponses;
import org.cb1network.stages.science.analysis.Gain;
import org.cb1network.stages.science.analysis.GaussianSmoothing;
import org.cb1network.stages.science.analysis.LinearFit;
import org.cb1network.stages.science.simulation.RateSeries;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * The answers of one simulation to its input events, as the paper's gain protocol reads them: mean population rate around
 * the peak of each event, in the order of amplitudes, smoothed along that order; and the gain of the smoothed curve. The
 * events are those that the simulation had, so that nothing needs to be said twice.
 */
public final class EventResponsesStage implements Stage<EventResponsesStage.Parameters> {

    /**
     * How to read answers.
     *
     * @param afferent whose events count; may be left out if only one afferent has events
     * @param halfWindowMs how far around the peak of an event the rate is averaged, in ms
     * @param smoothing standard deviation of the Gaussian that smooths the curve, in events
     * @param sender population whose answer to the strongest input the others are compared with
     */
    public record Parameters(
            @Describe("whose events count; may be left out if only one afferent has events")
            Optional<String> afferent,

            @Describe("how far around the peak of an event the rate is averaged")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("50 ms")
            double halfWindowMs,

            @Describe("standard deviation of the Gaussian that smooths the curve, in events")
            @Range(min = 0)
            @Default("2")
            double smoothing,

            @Describe("population whose answer to the strongest input the others are compared with")
            Optional<String> sender) {}

    static final Column POPULATION = Column.text("population", "name of the population");
    static final Column EVENT = Column.int32("event", "1", "number of the event by amplitude, from 0");
    static final Column AMPLITUDE = Column.float64("amplitude", "Hz", "rate of the input at the peak of the event");
    static final Column RESPONSE = Column.float64("response", "Hz", "mean population rate around the peak");
    static final Column SMOOTHED = Column.float64("smoothed", "Hz", "response, smoothed along the amplitudes");
    static final Column RELATIVE_GAIN = Column.float64(
            "relative_gain",
            "1/Hz",
            "slope of smoothed response against amplitude / smoothed response at amplitude 0; NaN if no event has it");

    private static final TableSchema RESPONSES = TableSchema.of(
            "responses", "response to each input event", POPULATION, EVENT, AMPLITUDE, RESPONSE, SMOOTHED);

    private static final TableSchema GAINS = TableSchema.of(
            "gains",
            "what the curve of smoothed responses says of each population",
            POPULATION,
            RELATIVE_GAIN,
            Column.float64("slope", "1", "of the least-squares line of smoothed response against amplitude"),
            Column.float64("response_at_smallest", "Hz", "smoothed response to the smallest amplitude"),
            Column.float64("response_at_largest", "Hz", "smoothed response to the largest amplitude"),
            Column.float64(
                    "transfer",
                    "1",
                    "smoothed response to the largest amplitude / that of the sender; NaN without a sender"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "event-responses",
            "Responses of populations to input events, and their gain",
            Parameters.class,
            List.of(
                    new InputPort(
                            "rates",
                            "rates over time of one simulation",
                            ArrowRecorders.ratesSchema().columns()),
                    new InputPort("events", "input events of that simulation", SimulationTables.events()),
                    new InputPort(
                            "simulation", "mean rates of that simulation", SimulationTables.aboutTheSimulation())),
            List.<OutputPort>of(new TableOutput(RESPONSES, true), new TableOutput(GAINS, true)),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        List<Event> events = events(context.input("events"), parameters.afferent());
        double[] peaksMs = events.stream().mapToDouble(Event::timeMs).toArray();
        double[] amplitudesHz = events.stream().mapToDouble(Event::amplitudeHz).toArray();
        double stepMs = SimulationTables.timeStepMs(context.input("simulation"));
        Map<String, Curve> curves = new TreeMap<>();
        RateSeries.of(context.input("rates"), stepMs).forEach((population, rate) -> {
            double[] responses = EventResponses.of(rate.hz(), rate.sampling(), peaksMs, parameters.halfWindowMs());
            curves.put(population, new Curve(responses, parameters.smoothing()));
        });
        write(curves, amplitudesHz, context.table("responses"));
        writeGains(curves, amplitudesHz, parameters.sender(), context.table("gains"));
    }

    private record Event(double timeMs, double amplitudeHz) {}

    /** Responses of one population by ascending amplitude, as they are and smoothed. */
    private static final class Curve {
        private final double[] responses;
        private final double[] smoothed;

        Curve(double[] responses, double smoothing) {
            this.responses = responses;
            this.smoothed = GaussianSmoothing.smooth(responses, smoothing);
        }
    }

    /** The events by ascending amplitude. */
    private static List<Event> events(Table table, Optional<String> afferent) {
        List<String> afferents = table.text("afferent").stream().distinct().toList();
        String wanted = afferent.orElseGet(() -> onlyOne(afferents));
        List<Event> events = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            if (table.text("afferent", row).equals(wanted)) {
                events.add(new Event(table.float64("time", row), table.float64("amplitude", row)));
            }
        }
        if (events.size() < 2) {
            throw new IllegalArgumentException(
                    "a curve of responses needs two input events or more, but '" + wanted + "' has " + events.size());
        }
        events.sort(Comparator.comparingDouble(Event::amplitudeHz).thenComparingDouble(Event::timeMs));
        return events;
    }

    private static String onlyOne(List<String> afferents) {
        if (afferents.size() != 1) {
            throw new IllegalArgumentException(
                    afferents.isEmpty()
                            ? "the simulation had no input events; give an afferent a stimulus of bumps"
                            : "events of " + String.join(", ", afferents) + "; say with 'afferent' which count");
        }
        return afferents.get(0);
    }

    private static void write(Map<String, Curve> curves, double[] amplitudesHz, TableWriter out) throws IOException {
        for (Map.Entry<String, Curve> curve : curves.entrySet()) {
            for (int event = 0; event < amplitudesHz.length; event++) {
                out.text(0, curve.getKey());
                out.int32(1, event);
                out.float64(2, amplitudesHz[event]);
                out.float64(3, curve.getValue().responses[event]);
                out.float64(4, curve.getValue().smoothed[event]);
                out.endRow();
            }
        }
    }

    private static void writeGains(
            Map<String, Curve> curves, double[] amplitudesHz, Optional<String> sender, TableWriter out)
            throws IOException {
        Curve sending = sender.map(name -> require(curves, name)).orElse(null);
        int last = amplitudesHz.length - 1;
        for (Map.Entry<String, Curve> curve : curves.entrySet()) {
            double[] smoothed = curve.getValue().smoothed;
            out.text(0, curve.getKey());
            out.float64(1, amplitudesHz[0] == 0 ? Gain.relative(amplitudesHz, smoothed) : Double.NaN);
            out.float64(2, LinearFit.of(amplitudesHz, smoothed).slope());
            out.float64(3, smoothed[0]);
            out.float64(4, smoothed[last]);
            out.float64(5, sending == null ? Double.NaN : Gain.transfer(smoothed, sending.smoothed));
            out.endRow();
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
