package org.cb1network.engine.runner.spec;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.Axis.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The points of a stage: the cross product of its dimensions, the first one slowest. The axes of a dimension are adjacent
 * and have their values in step. If a stage runs for each point of another one ({@code each:}), that stage's axes precede
 * its own.
 */
public final class Sweep {

    /** Larger sweeps are rejected, because they are most likely a mistake. */
    public static final int MAX_POINTS = 10_000_000;

    private final @Nullable Each each;
    private final List<Axis> ownAxes;
    private final List<Axis> axes;
    private final int size;
    private final int ownSize;

    /** Number of points between one value of an axis and the next. */
    private final int[] strides;

    private final int replicateAxis;

    /**
     * A stage for each of whose points another one runs.
     *
     * @param name its name
     * @param sweep its points
     */
    public record Each(String name, Sweep sweep) {}

    /**
     * Creates a sweep.
     *
     * @param each the stage whose points come first; null if there is none
     * @param ownAxes the axes, with names that differ from each other and from those of {@code each}
     * @throws IllegalArgumentException if there are more than {@link #MAX_POINTS} points
     */
    public Sweep(@Nullable Each each, List<Axis> ownAxes) {
        this.each = each;
        this.ownAxes = List.copyOf(ownAxes);
        List<Axis> all = new ArrayList<>(each == null ? List.of() : each.sweep().axes());
        all.addAll(ownAxes);
        this.axes = List.copyOf(all);
        this.strides = new int[axes.size()];
        int inherited = axes.size() - ownAxes.size();
        this.ownSize = fillStrides(inherited, axes.size(), 1);
        this.size = fillStrides(0, inherited, ownSize);
        this.replicateAxis = axes.stream().map(Axis::kind).toList().indexOf(Kind.REPLICATE);
    }

    /** Fills in the strides of some axes, and returns the number of points of these and the faster ones. */
    private int fillStrides(int from, int to, int faster) {
        long points = faster;
        for (int i = to - 1; i >= from; i--) {
            if (i + 1 < to && axes.get(i).dimension().equals(axes.get(i + 1).dimension())) {
                strides[i] = strides[i + 1];
            } else {
                strides[i] = (int) points;
                points *= axes.get(i).size();
            }
            if (points > MAX_POINTS) {
                throw new IllegalArgumentException("a sweep has at most " + MAX_POINTS + " points");
            }
        }
        return (int) points;
    }

    /** Returns the stage for each of whose points this one runs. */
    public Optional<Each> each() {
        return Optional.ofNullable(each);
    }

    /** Returns all axes, slowest first. */
    public List<Axis> axes() {
        return axes;
    }

    /** Returns the axes that are not those of {@link #each()}; they are the last ones of {@link #axes()}. */
    public List<Axis> ownAxes() {
        return ownAxes;
    }

    /** Returns the number of points, at least 1. */
    public int size() {
        return size;
    }

    /** Returns the points in order. Each is created on demand. */
    public List<Point> points() {
        return new PointList();
    }

    /** Returns a point by its number. */
    public Point point(int index) {
        return new Point(this, Objects.checkIndex(index, size));
    }

    /**
     * Returns a digest of the axes with their values and columns, and of the number of own axes. The description of a
     * column is part of it, because it is part of the bytes of a collected table.
     */
    public Digest digest() {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putInt(ownAxes.size()).putInt(axes.size());
        for (Axis axis : axes) {
            put(axis.column().name(), hasher);
            put(axis.column().type().name(), hasher);
            put(axis.column().unit(), hasher);
            put(axis.column().description(), hasher);
            put(axis.kind().name(), hasher);
            hasher.putInt(axis.size());
            axis.values().forEach(value -> put(value.toString(), hasher));
            if (!axis.dimension().equals(axis.name())) {
                put(axis.dimension(), hasher);
            }
        }
        return Digest.fromBytes(hasher.hash().asBytes());
    }

    private static void put(String text, Hasher hasher) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        hasher.putInt(utf8.length).putBytes(utf8);
    }

    /** Returns the number of the point of the {@code each:} stage that a point of this one belongs to. */
    int eachIndex(int index) {
        return index / ownSize;
    }

    /** Returns the index of an axis's value at a point. */
    int digit(int index, int axis) {
        return index / strides[axis] % axes.get(axis).size();
    }

    /**
     * Returns the number of the first point that has the same values as another one on some axes.
     *
     * @param acting numbers of axes, ascending
     */
    int firstWithSame(int index, int[] acting) {
        int first = 0;
        int counted = 0;
        for (int axis : acting) {
            // Axes of one dimension have their values in step, so one of them stands for all. Those of different
            // dimensions
            // have different strides, unless there is a single value.
            if (axes.get(axis).size() > 1 && strides[axis] != counted) {
                counted = strides[axis];
                first += digit(index, axis) * counted;
            }
        }
        return first;
    }

    /** Returns the number of the replicate axis, or -1. */
    int replicateAxis() {
        return replicateAxis;
    }

    private final class PointList extends AbstractList<Point> implements RandomAccess {
        @Override
        public Point get(int index) {
            return point(index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
