package org.cb1network.figures.paper;

import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Recordings;
import org.cb1network.figures.stage.TimeSeries;

/**
 * One condition of {@link ExampleSimFigure}: the short window on the left, the whole simulation on the right.
 *
 * @param figure to draw on
 * @param layout positions of the panels
 * @param condition the condition
 * @param column number of the column from the left, from 0
 */
record ExampleSimColumn(Figure figure, ExampleSimLayout layout, String condition, int column) {

    static final String INPUT = "AffExcTV";
    private static final double THIN_PT = 0.5;
    private static final double RATE_PT = 0.9;

    /** Position of spike marks and limits of the panel of a membrane potential, mV from the resting level. */
    private static final double SPIKE_MARK_MV = 26;

    private static final double LOWEST_MV = -9;
    private static final double HIGHEST_MV = 31;

    void draw(Recordings recordings) {
        figure.text(
                ExampleSimLayout.middle(column),
                6,
                condition,
                Anchor.BOTTOM,
                figure.theme().titleText().asBold(),
                condition);
        input(recordings.input(INPUT));
        raster(recordings);
        List<String> traces = List.of("L4Exc", "L23Exc", "PvInh", "CB1Inh");
        for (int i = 0; i < traces.size(); i++) {
            membrane(recordings, traces.get(i), ExampleSimLayout.membrane(i));
        }
        rates(recordings);
    }

    private void input(TimeSeries rate) {
        for (boolean zoom : new boolean[] {true, false}) {
            Axes panel = panel(ExampleSimLayout.INPUT, zoom);
            TimeSeries shown = shown(rate, zoom);
            if (!zoom) {
                panel.verticalSpan(
                        layout.parameters().fromMs(), layout.parameters().untilMs());
            }
            panel.line(shown.timeMs(), shown.values())
                    .width(RATE_PT)
                    .series(condition + ", " + INPUT)
                    .color(INPUT);
            panel.y().range(0, layout.inputTopHz());
            boolean labelled = zoom && column == 0;
            if (labelled) {
                panel.y().label("input (Hz)");
            } else {
                panel.y().hidden();
            }
            panel.scaleBarX(zoom ? 100 : 1000, zoom ? "100 ms" : "1 s").at(0.5, -1.4);
        }
    }

    /** The populations on top of one another, layer 4 at the bottom. */
    private void raster(Recordings recordings) {
        Axes zoom = panel(ExampleSimLayout.RASTER, true).bare();
        Axes whole = panel(ExampleSimLayout.RASTER, false).bare();
        int first = 0;
        for (String population : List.of("L4Exc", "L23Exc", "PvInh", "CB1Inh")) {
            int neurons = layout.neurons().getOrDefault(population, 0);
            Recordings.Raster spikes =
                    recordings.raster(population, neurons, layout.parameters().every());
            int lowest = first;
            int[] rows = Arrays.stream(spikes.neuron()).map(n -> lowest + n).toArray();
            zoom.spikes(spikes.timeMs(), rows)
                    .series(condition + ", " + population)
                    .color(population)
                    .dot(0.13, 0.13);
            whole.spikes(spikes.timeMs(), rows)
                    .series(condition + ", " + population)
                    .color(population);
            first += neurons;
        }
        zoom.y().range(0, Math.max(1, first));
        whole.y().range(0, Math.max(1, first));
        if (column == 0) {
            zoom.scaleBarY(Math.min(1000, Math.max(1, first)), Math.min(1000, first) + " cells");
        }
    }

    private void membrane(Recordings recordings, String population, ExampleSimLayout.Row row) {
        int neuron = layout.parameters().neuron();
        double rest = layout.restMv().getOrDefault(population, -70.0);
        double[] spikes = recordings.spikesOf(population, neuron);
        double[] marks = new double[spikes.length];
        Arrays.fill(marks, rest + SPIKE_MARK_MV);
        TimeSeries potential = recordings.membrane(population, neuron);
        for (boolean zoom : new boolean[] {true, false}) {
            Axes panel = panel(row, zoom).bare();
            panel.y().range(rest + LOWEST_MV, rest + HIGHEST_MV);
            TimeSeries shown = shown(potential, zoom);
            panel.line(shown.timeMs(), shown.values())
                    .width(zoom ? 0.7 : THIN_PT)
                    .series(condition + ", " + population)
                    .color(population);
            panel.spikes(
                            spikes,
                            Arrays.stream(marks)
                                    .mapToInt(mark -> (int) Math.rint(mark))
                                    .toArray())
                    .series(condition + ", " + population)
                    .color(population)
                    .dot(zoom ? 0.25 : 0.12, 1.5);
            panel.horizontalLine(rest).series(condition + ", " + population).color(population);
            if (zoom && column == 0) {
                label(panel, population, rest);
            }
        }
    }

    private void label(Axes panel, String population, double rest) {
        panel.note(layout.parameters().fromMs(), rest + 9, Conditions.shortName(population))
                .series(condition + ", " + population)
                .color(population)
                .anchor(Anchor.RIGHT)
                .shift(-2.6, 0);
        if (population.equals("CB1Inh")) {
            panel.scaleBarY(20, "");
            panel.note(layout.parameters().fromMs(), rest + LOWEST_MV, "20 mV")
                    .anchor(Anchor.TOP_RIGHT)
                    .shift(-0.6, 0.8);
        }
    }

    private void rates(Recordings recordings) {
        Axes zoom = panel(ExampleSimLayout.RATES, true);
        Axes whole = panel(ExampleSimLayout.RATES, false);
        for (String population : List.of("PvInh", "CB1Inh", "L4Exc", "L23Exc")) {
            TimeSeries rate =
                    recordings.rate(population).smoothed(layout.parameters().smoothingMs());
            TimeSeries piece = shown(rate, true);
            TimeSeries all = shown(rate, false);
            zoom.line(piece.timeMs(), piece.values())
                    .width(RATE_PT)
                    .series(condition + ", " + population)
                    .color(population);
            whole.line(all.timeMs(), all.values())
                    .width(RATE_PT)
                    .series(condition + ", " + population)
                    .color(population);
        }
        zoom.y().range(0, layout.rateTopHz());
        whole.y().range(0, layout.rateTopHz()).hidden();
        if (column == 0) {
            zoom.y().label("rate (Hz)");
        } else {
            zoom.y().hidden();
        }
    }

    private Axes panel(ExampleSimLayout.Row row, boolean zoom) {
        Rect area = zoom ? ExampleSimLayout.zoom(column, row) : ExampleSimLayout.whole(column, row);
        Axes panel = figure.panel(area);
        layout.time(panel, zoom);
        return panel;
    }

    private TimeSeries shown(TimeSeries series, boolean zoom) {
        return zoom
                ? series.between(
                        layout.parameters().fromMs(), layout.parameters().untilMs())
                : series.envelope(ExampleSimLayout.spans());
    }
}
