package org.cb1network.engine.verify.lock;

/**
 * A locked published value with the pipeline's own value.
 *
 * @param published the published value
 * @param reading half-width of the reading error
 * @param computed the pipeline's mean with its standard error
 * @param verdict where the published value lies: {@code within}, {@code above}, {@code below} or {@code unknown}
 * @param remark a remark on the published value, such as why it is off; may be empty
 */
public record LockedValue(double published, double reading, LockedNumber computed, String verdict, String remark) {

    /** The verdict for a value within the expected range. */
    public static final String WITHIN = "within";

    /** The verdict for a single realisation, from which the spread cannot be estimated. */
    public static final String UNKNOWN = "unknown";
}
