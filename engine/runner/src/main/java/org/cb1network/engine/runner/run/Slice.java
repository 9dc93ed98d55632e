package org.cb1network.engine.runner.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The part of a stage's missing points with which one of several workers begins. When its own part is done, it
 * continues with the remaining points of the others. The workers need no agreement, and even without locks that reach
 * all of them, little is computed twice.
 *
 * @param worker number of the worker, from 1
 * @param workers number of workers
 */
public record Slice(int worker, int workers) {

    /** Everything: there is one worker. */
    public static final Slice WHOLE = new Slice(1, 1);

    /** Points that are taken together from another worker's part, so that most of them have the same seed. */
    static final int TOGETHER = 8;

    public Slice {
        if (workers < 1 || worker < 1 || worker > workers) {
            throw new IllegalArgumentException(
                    "a slice is I/N with I from 1 to N, such as 2/16, not " + worker + "/" + workers);
        }
    }

    /**
     * Returns the order in which this worker computes points: its own part in the given order, then groups of the
     * others' points in an order that differs between workers, so that they do not all choose the same ones.
     *
     * @param points numbers of points, in computing order
     */
    int[] order(int[] points) {
        int from = (int) ((long) points.length * (worker - 1) / workers);
        int to = (int) ((long) points.length * worker / workers);
        int[] order = Arrays.copyOf(Arrays.copyOfRange(points, from, to), points.length);
        int[] others = new int[points.length - (to - from)];
        System.arraycopy(points, 0, others, 0, from);
        System.arraycopy(points, to, others, from, points.length - to);
        List<Integer> groups = new ArrayList<>();
        for (int begin = 0; begin < others.length; begin += TOGETHER) {
            groups.add(begin);
        }
        Collections.shuffle(groups, new Random(worker));
        int place = to - from;
        for (int begin : groups) {
            int count = Math.min(TOGETHER, others.length - begin);
            System.arraycopy(others, begin, order, place, count);
            place += count;
        }
        return order;
    }
}
