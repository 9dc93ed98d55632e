package org.cb1network.engine.runner.spec;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A point of a sweep: one value for each axis. Two points are equal if they are the same point of the same sweep. */
public final class Point {

    private final Sweep sweep;
    private final int index;

    Point(Sweep sweep, int index) {
        this.sweep = sweep;
        this.index = index;
    }

    /** The number of the point in its sweep, from 0. Good for tables and progress; never part of a cache key. */
    public int index() {
        return index;
    }

    /** The axes, slowest first. */
    public List<Axis> axes() {
        return sweep.axes();
    }

    /** The value of an axis, typed as its column is. */
    public Object value(int axis) {
        return axes().get(axis).values().get(sweep.digit(index, axis));
    }

    /** The value of an axis with its unit, as people read it; the same for equal values. */
    public String text(int axis) {
        return axes().get(axis).text(sweep.digit(index, axis));
    }

    /** The values of all axes, typed as their columns are. */
    public List<Object> values() {
        return new AbstractList<>() {
            @Override
            public Object get(int axis) {
                return value(axis);
            }

            @Override
            public int size() {
                return axes().size();
            }
        };
    }

    /** The number of the replicate; 1 if the sweep has no replicates. */
    public int replicate() {
        int axis = sweep.replicateAxis();
        return axis < 0 ? 1 : (Integer) value(axis);
    }

    /** The point of the stage named by {@code each:} that this point belongs to. */
    public Optional<Point> eachPoint() {
        return sweep.each().map(each -> each.sweep().point(sweep.eachIndex(index)));
    }

    /** Which value the axis has here, as a number into {@link Axis#values()}. */
    int digit(int axis) {
        return sweep.digit(index, axis);
    }

    boolean belongsTo(Sweep other) {
        return sweep == other;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Point point && point.sweep == sweep && point.index == index;
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(sweep) + index;
    }

    /** Such as {@code condition=V2M, level=3 Hz, replicate=4}; {@code the only point} without axes. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("the only point");
        for (int axis = 0; axis < axes().size(); axis++) {
            text.add(axes().get(axis).name() + "=" + text(axis));
        }
        return text.toString();
    }
}
