package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {

    @Test
    void aCountHasItsThousandsApartAndAPlural() {
        assertEquals("1 point", Count.of(1, "point"));
        assertEquals("0 points", Count.of(0, "point"));
        assertEquals("5,602 entries", Count.of(5602, "entry", "entries"));
        assertEquals("-1,234,567", Count.digits(-1_234_567));
        assertEquals("-100", Count.digits(-100));
    }

    @Test
    void bothNumbersOfAPartAreWrittenAlike() {
        assertEquals("3,072 of 3,072 points", Count.part(3072, 3072, "point"));
        assertEquals("1 of 1 file", Count.part(1, 1, "file"));
    }

    @Test
    void theVerbAgreesWithThePart() {
        assertEquals("1 of 3 files is", Count.part(1, 3, "file", "is", "are"));
        assertEquals("2 of 3 files are", Count.part(2, 3, "file", "is", "are"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "42000, 42.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "20300000, 20.3 MB",
        "2600000000, 2.6 GB",
        "5000000000000000, 5000.0 TB"
    })
    void aSizeHasAUnitOfWhichThereIsAtLeastOne(long bytes, String text) {
        assertEquals(text, Size.of(bytes));
    }
}
