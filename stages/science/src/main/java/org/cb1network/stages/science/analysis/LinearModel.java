package org.cb1network.stages.science.analysis;

import java.util.Arrays;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * A quantity as a linear function of several factors, fitted by least squares.
 *
 * @param intercept the quantity where all factors are 0
 * @param slopes change of the quantity per unit of each factor
 * @param explained part of the variance that the model explains (R squared), adjusted for the number of factors
 */
@SuppressWarnings("ArrayRecordComponent") // one is never compared with another
public record LinearModel(double intercept, double[] slopes, double explained) {

    /**
     * Fits a model.
     *
     * @param factors values of the factors at each point
     * @param quantity the quantity at each point
     * @return a model of NaN if there are too few points, or factors that cannot be told apart
     */
    public static LinearModel fit(double[][] factors, double[] quantity) {
        int count = factors.length == 0 ? 0 : factors[0].length;
        double[] unknown = new double[count];
        Arrays.fill(unknown, Double.NaN);
        if (factors.length <= count + 2) {
            return new LinearModel(Double.NaN, unknown, Double.NaN);
        }
        try {
            OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
            regression.newSampleData(quantity, factors);
            double[] parameters = regression.estimateRegressionParameters();
            double[] slopes = Arrays.copyOfRange(parameters, 1, parameters.length);
            return new LinearModel(parameters[0], slopes, regression.calculateAdjustedRSquared());
        } catch (SingularMatrixException e) {
            return new LinearModel(Double.NaN, unknown, Double.NaN);
        }
    }
}
