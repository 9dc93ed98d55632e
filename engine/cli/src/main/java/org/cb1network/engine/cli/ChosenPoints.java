package org.cb1network.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import picocli.CommandLine.Option;

/** The points of a stage that a user chooses by values of axes, and the values that there are to choose from. */
final class ChosenPoints {

    @Option(
            names = "--where",
            paramLabel = "AXIS=VALUE",
            description =
                    "Only points with this value of an axis, such as condition=V2M. Can be repeated for other axes.")
    List<String> where = new ArrayList<>();

    /** Returns whether the user chooses nothing. */
    boolean isAll() {
        return where.isEmpty();
    }

    /**
     * Returns the points with the wanted values of axes, written with or without their units.
     *
     * @throws IllegalArgumentException if there is no such axis, or no point has these values; the message says what there is
     */
    List<Point> of(StageSpec stage) {
        Map<String, String> wanted = wanted();
        List<String> axes = stage.sweep().axes().stream().map(Axis::name).toList();
        for (String axis : wanted.keySet()) {
            if (!axes.contains(axis)) {
                throw new IllegalArgumentException("stage '" + stage.name() + "' has no axis '" + axis + "'; "
                        + (axes.isEmpty() ? "it has none" : Spelling.advice(axis, axes)));
            }
        }
        List<Point> points = stage.points().stream()
                .filter(point -> wanted.entrySet().stream()
                        .allMatch(one -> has(point, axes.indexOf(one.getKey()), one.getValue())))
                .toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("no point of the stage '" + stage.name() + "' has "
                    + String.join(", ", where) + "; its axes are " + axes(stage));
        }
        return points;
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String text : where) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new IllegalArgumentException(
                        "--where takes AXIS=VALUE, such as condition=V2M, not '" + Spelling.shorten(text) + "'");
            }
            String axis = text.substring(0, equals);
            if (wanted.put(axis, text.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "--where gives the axis '" + axis + "' twice; a point has one value");
            }
        }
        return wanted;
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
