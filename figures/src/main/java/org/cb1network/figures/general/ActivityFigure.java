package org.cb1network.figures.general;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.ChoosesPoint;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.RowFilter;
import org.cb1network.engine.table.Table;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.plot.Legend;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.Recordings;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.stage.TimeSeries;
import org.cb1network.figures.theme.Theme;

/** The activity of one simulation of any network: a raster of spikes and, if connected, membrane potentials, rates and input. */
public final class ActivityFigure extends FigureStage<ActivityFigure.Parameters> {

    private static final double LEFT_MM = 20;
    private static final double WIDTH_MM = 90;
    private static final double TOP_MM = 9;
    private static final double RASTER_MM = 40;
    private static final double TRACE_MM = 13;
    private static final double GAP_MM = 4;
    private static final double USUAL_SMOOTHING_MS = 10;

    /**
     * What the figure shows.
     *
     * @param title above the figure
     * @param point values of the axes of the sweep, which select one simulation
     * @param populations populations from bottom to top; by default all whose spikes were recorded
     * @param fromMs start of the window, ms
     * @param untilMs end of the window, ms; by default the end of the simulation
     * @param neurons largest number of neurons of each population in the raster
     * @param neuron index of the neuron of each population whose membrane potential is shown
     * @param smoothingMs standard deviation of the Gaussian kernel that smooths the rates, ms
     */
    public record Parameters(
            @Describe("title above the figure") String title,

            @Describe("values of the axes of the sweep, which select one simulation") @Default("{}")
            Map<String, String> point,

            @Describe("populations from bottom to top; by default all whose spikes were recorded") @Default("[]")
            List<String> populations,

            @Describe("start of the window") @Unit("ms") @Range(min = 0) @Default("0 ms")
            double fromMs,

            @Describe("end of the window; by default the end of the simulation") @Unit("ms") @Range(min = 0)
            Optional<Double> untilMs,

            @Describe("largest number of neurons of each population in the raster") @Range(min = 1) @Default("200")
            int neurons,

            @Describe("index of the neuron of each population whose membrane potential is shown")
            @Range(min = 0)
            @Default("0")
            int neuron,

            @Describe("standard deviation of the Gaussian kernel that smooths the rates")
            @Unit("ms")
            @Range(min = 0)
            @Default("10 ms")
            double smoothingMs)
            implements Checked, ChoosesPoint {

        public Parameters {
            point = new TreeMap<>(point);
            populations = List.copyOf(populations);
        }

        @Override
        public void check(ProblemReport report) {
            if (untilMs.isPresent() && untilMs.get() <= fromMs) {
                report.problem("the window ends before it starts", "set 'until' to a later time than 'from'", "until");
            }
        }
    }

    private record Simulated(
            @Cell("name of the population") String population,
            @Cell("number of neurons") int neurons,
            @Cell("number of spikes, recorded or not") long spikes,
            @Cell(value = "simulated time", unit = "ms") double duration,

            @Cell(value = "step of the simulation", unit = "ms")
            double timeStep) {}

    private static final RowType<Simulated> SIMULATIONS =
            RowType.of("simulations", "size, duration and step of the simulations", Simulated.class);

    /** Creates the stage. */
    public ActivityFigure() {
        super(
                "draw-activity",
                "Draws spikes, membrane potentials, rates and input of one simulation of any network",
                Parameters.class,
                inputs());
    }

    private static List<InputPort> inputs() {
        List<InputPort> inputs = new ArrayList<>();
        for (InputPort port : Recordings.inputs()) {
            inputs.add(port.name().equals("spikes") ? port : port.asOptional());
        }
        inputs.add(SIMULATIONS.input());
        return inputs;
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        requireAxes(parameters.point(), context.inputs("spikes"));
        List<Simulated> simulations = simulations(context, Recordings.axes(context, parameters.point()));
        double durationMs = simulations.get(0).duration();
        double untilMs = parameters.untilMs().orElse(durationMs);
        requireTime(parameters.fromMs(), durationMs);
        Recordings recordings =
                Recordings.of(context, parameters.point(), simulations.get(0).timeStep());
        requireEffect(parameters, recordings);
        List<String> populations = populations(parameters, simulations, recordings);
        List<String> traces = recorded(populations, recordings.membrane(), Recordings.Potential::population);
        List<String> rates = recorded(populations, recordings.rates(), Recordings.PopulationRate::population);
        int rows =
                traces.size() + (rates.isEmpty() ? 0 : 1) + (recordings.input().isEmpty() ? 0 : 1);
        List<String> colors = Sheet.colors(theme, populations);
        double legendMm = 7
                + populations.stream()
                        .mapToDouble(name -> Sheet.widthMm(theme, name))
                        .max()
                        .orElse(0);
        String title = Sheet.wrapped(theme, parameters.title(), WIDTH_MM + 2 * Math.min(LEFT_MM, legendMm));
        double topMm = TOP_MM + Sheet.extraMm(title);
        double heightMm = RASTER_MM + rows * (TRACE_MM + GAP_MM) + 14;
        Figure figure = Figure.of(
                        LEFT_MM + WIDTH_MM + 5 + legendMm,
                        topMm + Math.max(heightMm, 20 - TOP_MM + 4 * populations.size()),
                        theme)
                .title(parameters.title())
                .describe("Spikes of " + String.join(", ", populations) + ", and what else was recorded, from "
                        + parameters.fromMs() + " to " + untilMs + " ms.");
        Legend legend = figure.legend(LEFT_MM + WIDTH_MM + 5, topMm + 1);
        for (int i = populations.size() - 1; i >= 0; i--) {
            legend.box(populations.get(i), colors.get(i));
        }
        Panels panels = new Panels(figure, parameters, untilMs, topMm);
        Axes last = panels.raster(recordings, populations, colors, simulations).title(title);
        for (int i = 0; i < traces.size(); i++) {
            String population = traces.get(i);
            TimeSeries potential = recordings.membrane(population, parameters.neuron());
            if (potential.timeMs().length == 0) {
                throw new IllegalArgumentException("the potential of neuron " + parameters.neuron() + " of '"
                        + population + "' was not recorded; choose a smaller 'neuron', or record more 'neurons'");
            }
            last = panels.next("mV");
            panels.line(last, potential, population, colors.get(populations.indexOf(population)));
        }
        if (!rates.isEmpty()) {
            last = panels.next("rate (Hz)");
            for (String population : rates) {
                TimeSeries rate = recordings.rate(population).smoothed(parameters.smoothingMs());
                panels.line(last, rate, population, colors.get(populations.indexOf(population)));
            }
        }
        if (!recordings.input().isEmpty()) {
            last = panels.next("input (Hz)");
            for (String afferent : Rows.distinctTexts(recordings.input(), Recordings.InputRate::afferent)) {
                panels.line(last, recordings.input(afferent), afferent, "reference");
            }
        }
        last.x().label("time (ms)");
        return figure;
    }

    private static void requireAxes(Map<String, String> point, List<PointTable> spikes) {
        Set<String> axes = spikes.get(0).axes().keySet();
        if (!axes.containsAll(point.keySet())) {
            throw new IllegalArgumentException(
                    "'point' names the axes " + point.keySet() + ", but the simulations have only " + axes);
        }
    }

    private static void requireTime(double fromMs, double durationMs) {
        if (fromMs >= durationMs) {
            throw new IllegalArgumentException("the window starts at " + fromMs + " ms, but the simulation ends at "
                    + durationMs + " ms; choose an earlier 'from'");
        }
    }

    /** Returns the rows of one simulation: sizes, duration and step may differ between the points of a sweep. */
    private static List<Simulated> simulations(StageContext context, Map<String, String> axes) throws IOException {
        Table all = context.input(SIMULATIONS.schema().name());
        Map<String, String> here = new TreeMap<>();
        for (Column column : all.schema().columns()) {
            String value = axes.get(column.name());
            if (value != null) {
                // The number of an axis is in the unit of its column.
                here.put(column.name(), column.type() == ColumnType.TEXT ? value : value.replaceFirst(" .*", ""));
            }
        }
        List<Simulated> simulations = SIMULATIONS.read(new RowFilter(here).of(all));
        if (simulations.isEmpty()) {
            throw new IllegalArgumentException("the table 'simulations' has no rows");
        }
        return simulations;
    }

    private static void requireEffect(Parameters parameters, Recordings recordings) {
        if (parameters.neuron() != 0 && recordings.membrane().isEmpty()) {
            throw new IllegalArgumentException("'neuron' has no effect without the input 'membrane'; remove it");
        }
        if (parameters.smoothingMs() != USUAL_SMOOTHING_MS && recordings.rates().isEmpty()) {
            throw new IllegalArgumentException("'smoothing' has no effect without the input 'rates'; remove it");
        }
    }

    /** The populations to draw. One whose spikes were not recorded must not look silent. */
    private static List<String> populations(Parameters parameters, List<Simulated> simulations, Recordings recordings) {
        List<String> known = Rows.distinctTexts(simulations, Simulated::population);
        Set<String> recorded = new HashSet<>(Rows.distinctTexts(recordings.spikes(), Recordings.Spike::population));
        recorded.addAll(Rows.distinctTexts(Rows.where(simulations, row -> row.spikes() == 0), Simulated::population));
        if (parameters.populations().isEmpty()) {
            return known.stream().filter(recorded::contains).toList();
        }
        for (String population : parameters.populations()) {
            if (!known.contains(population)) {
                throw new IllegalArgumentException(
                        "'populations' names '" + population + "', but the table 'simulations' has only " + known);
            }
            if (!recorded.contains(population)) {
                throw new IllegalArgumentException(
                        "the spikes of '" + population + "' were not recorded; add it to 'record: {spikes: [...]}'");
            }
        }
        return parameters.populations();
    }

    private static <R extends Record> List<String> recorded(
            List<String> populations, List<R> rows, Function<R, String> population) {
        List<String> names = Rows.distinctTexts(rows, population);
        return populations.stream().filter(names::contains).toList();
    }

    /** The panels from top to bottom, which share the time axis of the last one. */
    private static final class Panels {
        private final Figure figure;
        private final Parameters parameters;
        private final double untilMs;
        private double topMm;
        private Optional<Axes> above = Optional.empty();

        Panels(Figure figure, Parameters parameters, double untilMs, double topMm) {
            this.figure = figure;
            this.parameters = parameters;
            this.untilMs = untilMs;
            this.topMm = topMm;
        }

        /** Adds the raster with the populations above one another, the first at the bottom. */
        Axes raster(Recordings recordings, List<String> populations, List<String> colors, List<Simulated> simulations) {
            Axes panel = panel(RASTER_MM);
            int first = 0;
            for (int i = 0; i < populations.size(); i++) {
                String population = populations.get(i);
                int size = (int)
                        Rows.first(Rows.where(simulations, Simulated::population, population), Simulated::neurons);
                int shown = Math.min(size, parameters.neurons());
                Recordings.Raster spikes = recordings.raster(population, shown, 1);
                int lowest = first;
                panel.spikes(
                                spikes.timeMs(),
                                Arrays.stream(spikes.neuron())
                                        .map(n -> lowest + n)
                                        .toArray())
                        .series(population)
                        .color(colors.get(i))
                        .dot(
                                0.2,
                                Math.max(0.1, Math.min(0.4, RASTER_MM / (populations.size() * parameters.neurons()))));
                first += shown;
            }
            panel.y().range(0, Math.max(1, first)).label("neurons");
            return panel;
        }

        /** Adds a panel below the others. */
        Axes next(String label) {
            Axes panel = panel(TRACE_MM);
            panel.y().label(label);
            return panel;
        }

        void line(Axes panel, TimeSeries series, String name, String color) {
            TimeSeries shown = series.between(parameters.fromMs(), untilMs);
            panel.line(shown.timeMs(), shown.values()).width(0.6).series(name).color(color);
        }

        private Axes panel(double heightMm) {
            Axes panel = figure.panel(Rect.of(LEFT_MM, topMm, WIDTH_MM, heightMm));
            topMm += heightMm + GAP_MM;
            panel.x().range(parameters.fromMs(), untilMs);
            above.ifPresent(axes -> axes.x().hidden());
            above = Optional.of(panel);
            return panel;
        }
    }
}
