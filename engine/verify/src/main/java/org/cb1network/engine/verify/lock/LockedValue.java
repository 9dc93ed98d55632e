package org.cb1network.engine.verify.lock;

/**
 * A published value beside the pipeline's own.
 *
 * @param published the published value
 * @param reading half-width of the error with which it could be read
 * @param computed the pipeline's mean with its confidence interval
 * @param verdict where the published value lies: {@code within}, {@code above}, {@code below} or {@code unknown}
 * @param remark what is known of the published value, such as why it is off; may be empty
 */
public record LockedValue(double published, double reading, LockedNumber computed, String verdict, String remark) {

    /** The verdict of a value that lies where it should. */
    public static final String WITHIN = "within";

    /** The verdict where a single realisation says nothing about others. */
    public static final String UNKNOWN = "unknown";
}
