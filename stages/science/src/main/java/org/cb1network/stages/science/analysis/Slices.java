package org.cb1network.stages.science.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of a quantity in slices of a factor that hold as many points each, from the smallest values of the factor to
 * the largest.
 *
 * @param members numbers of the points in each slice
 */
public record Slices(List<int[]> members) {

    public Slices {
        members = List.copyOf(members);
    }

    /** Slices the points by a factor. Points with equal values stay in order. */
    public static Slices of(double[] factor, int count) {
        int[] order = IntStream.range(0, factor.length)
                .boxed()
                .sorted(Comparator.comparingDouble(point -> factor[point]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> members = new ArrayList<>();
        for (int slice = 0; slice < count; slice++) {
            int from = (int) ((long) slice * order.length / count);
            int to = (int) ((long) (slice + 1) * order.length / count);
            members.add(IntStream.range(from, to).map(i -> order[i]).toArray());
        }
        return new Slices(members);
    }

    /** Returns the values of the points of a slice. */
    public double[] values(int slice, double[] quantity) {
        return IntStream.of(members.get(slice))
                .mapToDouble(point -> quantity[point])
                .toArray();
    }

    /**
     * Returns the correlation ratio eta squared, the part of a quantity's variance that lies between the slices. It
     * estimates the first-order index of the factor from any sample, but is (slices - 1) / (points - 1) by chance alone.
     */
    public Estimated correlationRatio(double[] quantity, Estimated.Bootstrap bootstrap) {
        int[] sliceOf = new int[quantity.length];
        for (int slice = 0; slice < members.size(); slice++) {
            for (int point : members.get(slice)) {
                sliceOf[point] = slice;
            }
        }
        return Estimated.of(quantity.length, drawn -> ratio(quantity, sliceOf, drawn), bootstrap);
    }

    private double ratio(double[] quantity, int[] sliceOf, int[] drawn) {
        double[] sums = new double[members.size()];
        int[] counts = new int[members.size()];
        double sum = 0;
        for (int point : drawn) {
            sums[sliceOf[point]] += quantity[point];
            counts[sliceOf[point]]++;
            sum += quantity[point];
        }
        double mean = sum / drawn.length;
        double between = 0;
        double all = 0;
        for (int slice = 0; slice < sums.length; slice++) {
            double distance = counts[slice] == 0 ? 0 : sums[slice] / counts[slice] - mean;
            between += counts[slice] * distance * distance;
        }
        for (int point : drawn) {
            all += (quantity[point] - mean) * (quantity[point] - mean);
        }
        return between / all;
    }
}
