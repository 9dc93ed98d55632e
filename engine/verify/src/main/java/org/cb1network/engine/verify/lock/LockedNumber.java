package org.cb1network.engine.verify.lock;

/**
 * An estimate: a mean over replicates and how sure it is. What the table does not say is NaN, or 0 replicates.
 *
 * @param mean the mean
 * @param low lower end of its confidence interval
 * @param high upper end of it
 * @param standardError standard error of the mean
 * @param replicates how many replicates it is the mean of
 */
public record LockedNumber(double mean, double low, double high, double standardError, int replicates) {}
