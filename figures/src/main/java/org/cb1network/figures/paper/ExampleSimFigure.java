package org.cb1network.figures.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Conditions;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.PickedRows;
import org.cb1network.figures.theme.Theme;

/**
 * The published figure example-sim: one simulation in each condition, a short piece of it and the whole: input, spikes, membrane
 * potentials and population rates.
 */
public final class ExampleSimFigure extends FigureStage<ExampleSimFigure.Parameters> {

    /**
     * What to show.
     *
     * @param replicate which simulation of each condition
     * @param fromMs where the short piece begins, in ms
     * @param untilMs where it ends, in ms
     * @param neuron whose membrane potential is shown, of each population
     * @param layer4Neurons how many neurons of L4Exc the raster shows; of the others it shows all
     * @param every of how many spikes one is drawn
     * @param smoothingMs standard deviation of the Gaussian that rates are smoothed with, in ms
     */
    public record Parameters(
            @Describe("which simulation of each condition") @Range(min = 1) @Default("1")
            int replicate,

            @Describe("where the short piece begins") @Unit("ms") @Range(min = 0) @Default("1100 ms")
            double fromMs,

            @Describe("where the short piece ends") @Unit("ms") @Range(min = 0) @Default("1600 ms")
            double untilMs,

            @Describe("whose membrane potential is shown, of each population") @Range(min = 0) @Default("0")
            int neuron,

            @Describe("how many neurons of L4Exc the raster shows; of the others it shows all")
            @Range(min = 1)
            @Default("500")
            int layer4Neurons,

            @Describe("of how many spikes one is drawn") @Range(min = 1) @Default("5")
            int every,

            @Describe("standard deviation of the Gaussian that rates are smoothed with")
            @Unit("ms")
            @Range(min = 0)
            @Default("10 ms")
            double smoothingMs)
            implements Checked {

        @Override
        public void check(ProblemReport report) {
            if (untilMs <= fromMs) {
                report.problem("the short piece ends before it begins", "make 'until' later than 'from'", "until");
            }
        }
    }

    private static final Column POPULATION = Column.text("population", "name of the population");
    private static final Column NEURON = Column.int32("neuron", "1", "index of the neuron in its population");
    private static final Column STEP = Column.int32("step", "1", "step of the simulation");
    private static final Column RATE = Column.float64("rate", "Hz", "rate");

    /** Creates the figure, which has no state. */
    public ExampleSimFigure() {
        super(
                "draw-example-sim",
                "Draws the published example simulations: input, spikes, membrane potentials and rates over time",
                Parameters.class,
                inputs());
    }

    private static List<InputPort> inputs() {
        Column potential = Column.float64("membrane_potential", "mV", "membrane potential");
        Column afferent = Column.text("afferent", "name of the afferent");
        return List.of(
                InputPort.ofAllPoints("spikes", "spikes of each simulation", List.of(POPULATION, NEURON, STEP)),
                InputPort.ofAllPoints("membrane", "membrane potentials", List.of(POPULATION, NEURON, STEP, potential)),
                InputPort.ofAllPoints("rates", "population rates over time", List.of(POPULATION, STEP, RATE)),
                InputPort.ofAllPoints("input", "rates of afferents over time", List.of(afferent, STEP, RATE)),
                new InputPort(
                        "simulations",
                        "what was simulated",
                        List.of(
                                POPULATION,
                                Column.int32("neurons", "1", "number of neurons"),
                                Column.float64("duration", "ms", "simulated time"),
                                Column.float64("time_step", "ms", "step of the simulation"))),
                new InputPort(
                        "populations",
                        "constants of the neurons",
                        List.of(POPULATION, Column.float64("rest", "mV", "resting potential"))));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        PickedRows simulations = PickedRows.of(context.input("simulations"));
        PickedRows constants = PickedRows.of(context.input("populations"));
        Map<String, Double> rest = new TreeMap<>();
        Map<String, Integer> neurons = new TreeMap<>();
        for (String population : Conditions.POPULATIONS) {
            rest.put(population, constants.where("population", population).number("rest"));
            int all = (int) simulations.where("population", population).number("neurons");
            neurons.put(population, population.equals("L4Exc") ? Math.min(all, parameters.layer4Neurons()) : all);
        }
        List<Recordings> recordings = new ArrayList<>();
        double inputTop = 4.5;
        double rateTop = 28;
        for (String condition : Conditions.SHOWN) {
            Recordings of = Recordings.of(context, condition, parameters.replicate(), simulations.number("time_step"));
            inputTop = Math.max(inputTop, of.input(ExampleSimColumn.INPUT).max());
            for (String population : Conditions.POPULATIONS) {
                rateTop = Math.max(
                        rateTop,
                        of.rate(population).smoothed(parameters.smoothingMs()).max());
            }
            recordings.add(of);
            context.checkCancelled();
        }
        ExampleSimLayout layout =
                new ExampleSimLayout(parameters, neurons, rest, simulations.number("duration"), inputTop, rateTop);
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
