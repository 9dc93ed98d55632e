package org.cb1network.engine.runner.spec.read;

/**
 * Limits the memory that a small file can request through many large axes, or through a large model in many stages and
 * conditions. The limits are far beyond practical use. Not safe for use by several threads.
 */
final class Budget {

    /** Maximum number of values of all axes together. */
    static final int AXIS_VALUES = 2_000_000;

    private long axisValues = AXIS_VALUES;
    private long modelParts = 10_000_000;

    /** Reserves the values of an axis; false if the limit is exceeded. */
    boolean takeAxisValues(long count) {
        axisValues -= count;
        return axisValues >= 0;
    }

    /** Reserves a model with the given number of parts; false if the limit is exceeded. */
    boolean takeModel(long parts) {
        modelParts -= parts;
        return modelParts >= 0;
    }
}
