package org.cb1network.figures.paper;

import java.util.Map;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.plot.Axes;

/**
 * The positions and axis ranges of the panels of {@link ExampleSimFigure}. They are the same in all columns, so that conditions can be
 * compared.
 *
 * @param parameters of the figure
 * @param neurons number of neurons of each population in the raster
 * @param restMv resting potential of each population, mV
 * @param durationMs duration of a simulation, ms
 * @param inputTopHz upper end of the axis of the input
 * @param rateTopHz upper end of the axis of rates
 */
record ExampleSimLayout(
        ExampleSimFigure.Parameters parameters,
        Map<String, Integer> neurons,
        Map<String, Double> restMv,
        double durationMs,
        double inputTopHz,
        double rateTopHz) {

    /** Height of the sheet. */
    static final double HEIGHT_MM = 104;

    private static final double LEFT_MM = 14;
    private static final double PITCH_MM = 55.7;
    private static final double ZOOM_MM = 19;
    private static final double GAP_MM = 3;
    private static final double WHOLE_MM = 30;

    /** Upper edge and height of a row of panels, mm. */
    record Row(double top, double height) {}

    static final Row INPUT = new Row(13, 9);
    static final Row RASTER = new Row(24, 27);
    private static final double MEMBRANE_TOP_MM = 52.5;
    private static final double MEMBRANE_MM = 8.2;
    static final Row RATES = new Row(89.5, 12);

    /** Returns the row of the membrane potential of a population, from 0. */
    static Row membrane(int number) {
        return new Row(MEMBRANE_TOP_MM + number * MEMBRANE_MM, MEMBRANE_MM - 0.6);
    }

    /** Returns the middle of a column, mm. */
    static double middle(int column) {
        return LEFT_MM + column * PITCH_MM + (ZOOM_MM + GAP_MM + WHOLE_MM) / 2;
    }

    /** Returns the area of the short window in a row. */
    static Rect zoom(int column, Row row) {
        return Rect.of(LEFT_MM + column * PITCH_MM, row.top(), ZOOM_MM, row.height());
    }

    /** Returns the area of the whole simulation in a row. */
    static Rect whole(int column, Row row) {
        return Rect.of(LEFT_MM + column * PITCH_MM + ZOOM_MM + GAP_MM, row.top(), WHOLE_MM, row.height());
    }

    /** Returns the number of points of a line that can be distinguished in the panel of a whole simulation. */
    static int spans() {
        return 700;
    }

    /** Sets the x axis of a panel to the short window or the whole simulation. */
    void time(Axes panel, boolean zoom) {
        panel.x().hidden();
        if (zoom) {
            panel.x().range(parameters.fromMs(), Math.min(parameters.untilMs(), durationMs));
        } else {
            panel.x().range(0, durationMs);
        }
    }
}
