package org.cb1network.engine.runner.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSizeTest {

    @Test
    void aPercentageIsRoundedUpSoThatSomethingIsChecked() {
        assertEquals(1, SampleSize.parse("5%").of(3));
        assertEquals(1, SampleSize.parse("5%").of(20));
        assertEquals(2, SampleSize.parse("5 %").of(21));
        assertEquals(338, SampleSize.parse("5%").of(6746));
        assertEquals(0, SampleSize.parse("5%").of(0));
    }

    @Test
    void aNumberIsLimitedToWhatThereIs() {
        assertEquals(20, SampleSize.parse("20").of(6746));
        assertEquals(3, SampleSize.parse("20").of(3));
    }

    @Test
    void allIsAll() {
        assertEquals(6746, SampleSize.parse("all").of(6746));
        assertEquals(6746, SampleSize.parse("100%").of(6746));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0%", "-1", "101%", "5 percent", "%", "1e3", "ALL", "9999999999"})
    void anythingElseIsRejectedWithTheAllowedForms(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> SampleSize.parse(text))
                .getMessage();
        assertEquals("a sample is a percentage such as 5%, a number such as 20, or 'all', not '" + text + "'", message);
    }
}
