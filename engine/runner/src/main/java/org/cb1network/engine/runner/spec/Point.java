package org.cb1network.engine.runner.spec;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A point of a sweep: one value for each axis. Points are equal if they are the same point of the same sweep. */
public final class Point {

    private final Sweep sweep;
    private final int index;

    Point(Sweep sweep, int index) {
        this.sweep = sweep;
        this.index = index;
    }

    /**
     * Returns the number of the point in its sweep, from 0. It is suitable for tables and progress, but never part of a
     * cache key.
     */
    public int index() {
        return index;
    }

    /** Returns the axes, slowest first. */
    public List<Axis> axes() {
        return sweep.axes();
    }

    /** Returns the value of an axis with the type of its column. */
    public Object value(int axis) {
        return axes().get(axis).values().get(sweep.digit(index, axis));
    }

    /** Returns the value of an axis with its unit, for people. Equal values give equal text. */
    public String text(int axis) {
        return axes().get(axis).text(sweep.digit(index, axis));
    }

    /** Returns the values of all axes with the types of their columns. */
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

    /** Returns the number of the replicate; 1 if the sweep has no replicates. */
    public int replicate() {
        int axis = sweep.replicateAxis();
        return axis < 0 ? 1 : (Integer) value(axis);
    }

    /** Returns the point of the {@code each:} stage that this point belongs to. */
    public Optional<Point> eachPoint() {
        return sweep.each().map(each -> each.sweep().point(sweep.eachIndex(index)));
    }

    /** Returns the value of an axis at this point, as an index into {@link Axis#values()}. */
    int digit(int axis) {
        return sweep.digit(index, axis);
    }

    /** Returns the number of the first point that has the same values on some axes, whose numbers ascend. */
    int firstWithSame(int[] axes) {
        return sweep.firstWithSame(index, axes);
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

    /**
     * Returns a text such as {@code condition=V2M, level=3 Hz, replicate=4}; {@code the only point} without axes. For a
     * sample, which may have many factors, it has only the number of the point.
     */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("the only point");
        for (int axis = 0; axis < axes().size(); axis++) {
            if (!axes().get(axis).isFactor()) {
                text.add(axes().get(axis).name() + "=" + text(axis));
            }
        }
        return text.toString();
    }
}
