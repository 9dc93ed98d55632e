package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Least-squares line through points (x, y).
 *
 * @param slope in units of y per unit of x; NaN if all x are the same
 * @param intercept value of the line at x = 0, in units of y
 * @param points number of points
 */
public record LinearFit(double slope, double intercept, int points) {

    /**
     * Fits a line through the points.
     *
     * @throws IllegalArgumentException if the arrays differ in length or have fewer than two points
     */
    public static LinearFit of(double[] x, double[] y) {
        if (x.length != y.length || x.length < 2) {
            throw new IllegalArgumentException(
                    "a line needs at least two points, not " + x.length + " x and " + y.length + " y values");
        }
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            regression.addData(x[i], y[i]);
        }
        return new LinearFit(regression.getSlope(), regression.getIntercept(), x.length);
    }
}
