package org.cb1network.engine.runner.spec.read;

/**
 * Keeps a small file from asking for a huge amount of memory, by many large axes or by a large model in many stages and
 * conditions. The limits are far beyond what anybody wants. Not for several threads.
 */
final class Budget {

    /** Most values of all axes together. */
    static final int AXIS_VALUES = 2_000_000;

    private long axisValues = AXIS_VALUES;
    private long modelParts = 10_000_000;

    /** Takes room for the values of an axis; false if there is none left. */
    boolean takeAxisValues(long count) {
        axisValues -= count;
        return axisValues >= 0;
    }

    /** Takes room for a model of so many parts; false if there is none left. */
    boolean takeModel(long parts) {
        modelParts -= parts;
        return modelParts >= 0;
    }
}
