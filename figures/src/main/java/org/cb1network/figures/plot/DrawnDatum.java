package org.cb1network.figures.plot;

import org.cb1network.engine.table.Cell;
import org.cb1network.figures.mark.Datum;

/** A number that a figure shows, and where: a row of the table beside the figure. */
public record DrawnDatum(
        @Cell("letter or number of the panel, as in the metadata of the figure")
        String panel,

        @Cell("line, points, bars, histogram, matrix, spikes, observations, rule, span of x or y, note or comparison")
        String mark,

        @Cell("whose number it is: a condition, a population, a colour's name; of notes and comparisons, what they say")
        String series,

        @Cell("label of the x axis; empty if it has none") String xAxis,
        @Cell("item of the x axis; empty if x is a number") String xItem,
        @Cell("place along x, in the unit of the axis") double x,
        @Cell("label of the y axis; empty if it has none") String yAxis,
        @Cell("item of the y axis; empty if y is a number") String yItem,
        @Cell("place along y, in the unit of the axis") double y,

        @Cell("lower limit of the interval around y; where a span begins, or the items that are compared")
        double low,

        @Cell("upper limit; where they end") double high,
        @Cell("number of the cell of a matrix") double value) {

    static DrawnDatum of(String panel, Datum datum, PlotAxis x, PlotAxis y) {
        return new DrawnDatum(
                panel,
                datum.mark(),
                datum.series(),
                x.labelInOneLine(),
                x.item(datum.x()),
                datum.x(),
                y.labelInOneLine(),
                y.item(datum.y()),
                datum.y(),
                datum.low(),
                datum.high(),
                datum.value());
    }
}
