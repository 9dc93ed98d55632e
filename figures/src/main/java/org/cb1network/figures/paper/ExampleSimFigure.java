package org.cb1network.figures.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.Recordings;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/**
 * The published figure example-sim: input, spikes, membrane potentials and population rates of one simulation in each condition, for a
 * short window and for the whole simulation.
 */
public final class ExampleSimFigure extends FigureStage<ExampleSimFigure.Parameters> {

    /**
     * What the figure shows.
     *
     * @param replicate which simulation of each condition
     * @param fromMs start of the short window, ms
     * @param untilMs end of the short window, ms
     * @param neuron index of the neuron of each population whose membrane potential is shown
     * @param layer4Neurons number of neurons of L4Exc in the raster; of the other populations it shows all
     * @param every one of this many spikes is drawn
     * @param smoothingMs standard deviation of the Gaussian kernel that smooths the rates, ms
     */
    public record Parameters(
            @Describe("which simulation of each condition") @Range(min = 1) @Default("1")
            int replicate,

            @Describe("start of the short window") @Unit("ms") @Range(min = 0) @Default("1100 ms")
            double fromMs,

            @Describe("end of the short window") @Unit("ms") @Range(min = 0) @Default("1600 ms")
            double untilMs,

            @Describe("index of the neuron of each population whose membrane potential is shown")
            @Range(min = 0)
            @Default("0")
            int neuron,

            @Describe("number of neurons of L4Exc in the raster; of the other populations it shows all")
            @Range(min = 1)
            @Default("500")
            int layer4Neurons,

            @Describe("one of this many spikes is drawn") @Range(min = 1) @Default("5")
            int every,

            @Describe("standard deviation of the Gaussian kernel that smooths the rates")
            @Unit("ms")
            @Range(min = 0)
            @Default("10 ms")
            double smoothingMs)
            implements Checked {

        @Override
        public void check(ProblemReport report) {
            if (untilMs <= fromMs) {
                report.problem(
                        "the short window ends before it starts", "set 'until' to a later time than 'from'", "until");
            }
        }
    }

    private record Simulated(
            @Cell("name of the population") String population,
            @Cell("number of neurons") int neurons,
            @Cell(value = "simulated time", unit = "ms") double duration,

            @Cell(value = "step of the simulation", unit = "ms")
            double timeStep) {}

    private record Constants(
            @Cell("name of the population") String population,
            @Cell(value = "resting potential", unit = "mV") double rest) {}

    private static final RowType<Simulated> SIMULATIONS =
            RowType.of("simulations", "size, duration and step of the simulations", Simulated.class);
    private static final RowType<Constants> POPULATIONS =
            RowType.of("populations", "constants of the neurons", Constants.class);

    /** Creates the stage. */
    public ExampleSimFigure() {
        super(
                "draw-example-sim",
                "Draws the published example simulations: input, spikes, membrane potentials and rates over time",
                Parameters.class,
                Stream.concat(Recordings.inputs().stream(), Stream.of(SIMULATIONS.input(), POPULATIONS.input()))
                        .toList());
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        List<Simulated> simulations = context.read(SIMULATIONS);
        List<Constants> constants = context.read(POPULATIONS);
        double stepMs = simulations.get(0).timeStep();
        Map<String, Double> rest = new TreeMap<>();
        Map<String, Integer> neurons = new TreeMap<>();
        for (String population : Conditions.POPULATIONS) {
            rest.put(population, Rows.first(Rows.where(constants, Constants::population, population), Constants::rest));
            int all = (int) Rows.first(Rows.where(simulations, Simulated::population, population), Simulated::neurons);
            neurons.put(population, population.equals("L4Exc") ? Math.min(all, parameters.layer4Neurons()) : all);
        }
        List<Recordings> recordings = new ArrayList<>();
        double inputTop = 4.5;
        double rateTop = 28;
        for (String condition : Conditions.SHOWN) {
            Recordings of = Recordings.of(
                    context,
                    Map.of("condition", condition, "replicate", Integer.toString(parameters.replicate())),
                    stepMs);
            inputTop = Math.max(inputTop, of.input(ExampleSimColumn.INPUT).max());
            for (String population : Conditions.POPULATIONS) {
                rateTop = Math.max(
                        rateTop,
                        of.rate(population).smoothed(parameters.smoothingMs()).max());
            }
            recordings.add(of);
            context.checkCancelled();
        }
        ExampleSimLayout layout = new ExampleSimLayout(
                parameters, neurons, rest, simulations.get(0).duration(), inputTop, rateTop);
        Figure figure = Figure.of(180, ExampleSimLayout.HEIGHT_MM, theme)
                .title("Simulations with random input to layer 4 in three conditions")
                .describe(
                        "Input, spikes, membrane potentials and population rates in V1, V2M and V2M-CB1-KO; a piece of "
                                + Math.round(parameters.untilMs() - parameters.fromMs())
                                + " ms and the whole simulation. One of "
                                + parameters.every() + " spikes is drawn.");
        for (int column = 0; column < Conditions.SHOWN.size(); column++) {
            new ExampleSimColumn(figure, layout, Conditions.SHOWN.get(column), column).draw(recordings.get(column));
            context.checkCancelled();
        }
        return figure;
    }
}
