package org.cb1network.engine.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.yaml.Spelling;

/** The points of a stage that a user chooses by values of axes, and the values that there are to choose from. */
final class ChosenPoints {

    private ChosenPoints() {}

    /**
     * Returns the points with the wanted values of axes.
     *
     * @param where values by axis, written with or without their units
     * @throws IllegalArgumentException if there is no such axis, or no point has these values; the message says what there is
     */
    static List<Point> of(StageSpec stage, Map<String, String> where) {
        List<String> axes = stage.sweep().axes().stream().map(Axis::name).toList();
        for (String axis : where.keySet()) {
            if (!axes.contains(axis)) {
                throw new IllegalArgumentException("stage '" + stage.name() + "' has no axis '" + axis + "'; "
                        + (axes.isEmpty() ? "it has none" : Spelling.advice(axis, axes)));
            }
        }
        List<Point> points = stage.points().stream()
                .filter(point -> where.entrySet().stream()
                        .allMatch(wanted -> has(point, axes.indexOf(wanted.getKey()), wanted.getValue())))
                .toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "no point of the stage '" + stage.name() + "' has " + where + "; its axes are " + axes(stage));
        }
        return points;
    }

    private static boolean has(Point point, int axis, String value) {
        return point.text(axis).equals(value)
                || String.valueOf(point.value(axis)).equals(value);
    }

    /** Returns the axes of a stage with their values, such as {@code condition (V1, V2M), replicate (1, 2, 3, 4)}. */
    static String axes(StageSpec stage) {
        return stage.sweep().axes().stream()
                .map(axis -> axis.name() + " (" + axis.list() + ")")
                .collect(Collectors.joining(", "));
    }
}
