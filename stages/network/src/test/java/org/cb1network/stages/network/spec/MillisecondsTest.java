package org.cb1network.stages.network.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MillisecondsTest {

    @Test
    void timesAreWrittenWithoutTheNoiseOfBinaryNumbers() {
        assertEquals("49.9", Milliseconds.text(499 * 0.1));
        assertEquals("0.3", Milliseconds.text(3 * 0.1));
        assertEquals("30000", Milliseconds.text(300_000 * 0.1));
        assertEquals("-0.05", Milliseconds.text(-0.05));
        assertEquals("0", Milliseconds.text(0));
    }
}
