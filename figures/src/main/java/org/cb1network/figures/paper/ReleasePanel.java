package org.cb1network.figures.paper;

import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.mark.DataArea;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.plot.Sketch;
import org.cb1network.figures.plot.Sketch.End;
import org.cb1network.figures.stage.Rows;

/**
 * Panel c of {@link ModelFigure}: how release probability turns spikes into conductance, for a PV cell that always releases and a
 * CB1+ cell whose release probability decreases.
 *
 * @param figure to draw on
 */
record ReleasePanel(Figure figure) {

    private static final double LEFT_MM = 70;
    private static final double RIGHT_MM = 177;
    private static final double GAP_MM = 3;
    private static final double TRAIN_TOP = 55;
    private static final double RELEASE_TOP = 61;
    private static final double CONDUCTANCE_TOP = 78;
    /** Differences of release probabilities up to this are rounding. */
    private static final double SAME = 1e-9;

    private static final double V1_RELEASE = 0.5;
    private static final double V2M_RELEASE = 0.25;

    /** A spike train with the release probability and the conductance of a synapse over time. */
    @SuppressWarnings("ArrayRecordComponent") // holds data for marks and is never compared
    record Train(
            String population, String name, double[] spikes, double[] time, double[] release, double[] conductance) {

        static Train of(
                String population, String name, List<ModelFigure.Spike> spikes, List<ModelFigure.Synapse> synapse) {
            return new Train(
                    population,
                    name,
                    Rows.numbers(spikes, ModelFigure.Spike::time),
                    Rows.numbers(synapse, ModelFigure.Synapse::time),
                    Rows.numbers(synapse, ModelFigure.Synapse::releaseProbability),
                    Rows.numbers(synapse, ModelFigure.Synapse::conductance));
        }

        double durationMs() {
            return time.length < 2 ? 1 : time[time.length - 1] + time[1] - time[0];
        }

        double max() {
            return Arrays.stream(conductance).max().orElse(0);
        }

        /**
         * Returns the time at which a falling release probability is at a level: the middle of that time, or of the
         * step across it.
         */
        double whenAt(double level) {
            double reached = time.length == 0 ? 0 : time[time.length - 1];
            double left = 0;
            for (int i = time.length - 1; i >= 0; i--) {
                reached = release[i] <= level + SAME ? time[i] : reached;
            }
            for (int i = 0; i < time.length; i++) {
                left = release[i] >= level - SAME ? time[i] : left;
            }
            return (reached + left) / 2;
        }
    }

    void draw(Train pv, Train cb1) {
        double width = RIGHT_MM - LEFT_MM - GAP_MM;
        double share = pv.durationMs() / (pv.durationMs() + cb1.durationMs());
        double middle = LEFT_MM + share * width;
        double top = 1.05 * Math.max(10, Math.max(pv.max(), cb1.max()));
        figure.letter("c", LEFT_MM - 15, TRAIN_TOP - 1.5);
        train(pv, LEFT_MM, middle, top);
        train(cb1, middle + GAP_MM, RIGHT_MM, top);
    }

    private void train(Train train, double left, double right, double top) {
        boolean first = left == LEFT_MM;
        Axes spikes = axes(train, left, right, TRAIN_TOP, 3.4).bare();
        spikes.y().range(-0.5, 0.5);
        spikes.spikes(train.spikes(), new int[train.spikes().length])
                .dot(0.16, 3.4)
                .color(train.population());
        spikes.title(train.name());
        Axes release = axes(train, left, right, RELEASE_TOP, 13);
        release.y()
                .range(0, 1)
                .ticks(0, 0.5, 1)
                .label(first ? "release\nprob." : "")
                .labelDistance(8);
        Axes conductance = axes(train, left, right, CONDUCTANCE_TOP, 13);
        conductance.y().range(0, top).label(first ? "*g* (nS)" : "").labelDistance(top < 1000 ? 8 : 11);
        if (first) {
            release.scaleBarX(50, "50 ms").at(2, 7);
        } else {
            release.y().hidden();
            conductance.y().hidden();
            release.horizontalLine(V1_RELEASE);
            release.horizontalLine(V2M_RELEASE);
            release.sketch((sketch, data) -> modulation(sketch, data, train));
        }
        release.line(train.time(), train.release()).steps().width(1).color("reference");
        conductance.line(train.time(), train.conductance()).width(0.6).color(train.population());
    }

    private Axes axes(Train train, double left, double right, double top, double height) {
        Axes axes = figure.panel(Rect.of(left, top, right - left, height));
        axes.x().range(0, train.durationMs()).hidden();
        return axes;
    }

    /** A wedge from the release probability of V1 to that of V2M, and arrows at both. */
    private void modulation(Sketch sketch, DataArea data, Train train) {
        double v1 = data.toX(train.whenAt(V1_RELEASE));
        double v2m = data.toX(train.whenAt(V2M_RELEASE));
        double base = data.toY(0.06);
        Color gray = sketch.color("bracket").withAlpha(0.35);
        sketch.fill(VectorPath.polygon(v1, base, v2m, base, v2m, data.toY(1)), gray);
        sketch.box(
                (v1 + v2m) / 2,
                data.toY(0.84),
                "CB1 modulation",
                figure.theme().text(),
                Color.WHITE,
                sketch.color("title"));
        arrow(sketch, data, v1, V1_RELEASE, "V1");
        arrow(sketch, data, v2m, V2M_RELEASE, "V2M");
    }

    private void arrow(Sketch sketch, DataArea data, double x, double level, String condition) {
        double foot = data.area().bottom() + 0.3;
        sketch.connect(x, foot, x, data.toY(level) + 0.4, End.ARROW, 0.9, sketch.color(condition));
        sketch.text(x, foot + 0.5, condition, Anchor.TOP, sketch.color(condition));
    }
}
