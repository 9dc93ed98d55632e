package org.cb1network.engine.runner.spec.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Name;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.junit.jupiter.api.Test;

class ParameterTypesTest {

    record Keys(
            @Unit("ms") double durationMs,
            @Unit("nS") double weightNs,
            @Unit("Hz") double rateHz,
            @Unit("ms") double tau,
            double meanRate,
            @Name("odd-one") double evenOne,
            int CB1Size) {}

    record WrongUnit(@Unit("parsec") double x) {}

    record WrongDefault(@Unit("ms") @Default("5") double x) {}

    record DefaultOutOfRange(@Range(max = 1) @Default("5") double x) {}

    record Unsupported(Date x) {}

    record UnsupportedList(List<Map<Integer, Date>> x) {}

    record Recursive(Optional<Recursive> x) {}

    record TwoOfOneName(@Unit("ms") double tauMs, double tau) {}

    @Test
    void keysAreComponentNamesInKebabCaseWithoutTheirUnit() {
        assertEquals(
                List.of("duration", "weight", "rate", "tau", "mean-rate", "odd-one", "cb1-size"),
                ParameterTypes.of(Keys.class).keys());
    }

    @Test
    void mistakesOfAStagesAuthorAreNamed() {
        assertTrue(refusal(WrongUnit.class).contains("WrongUnit.x has the unknown unit 'parsec'"));
        assertTrue(refusal(WrongDefault.class).contains("'5' lacks its unit"));
        assertTrue(refusal(DefaultOutOfRange.class).contains("'5' is out of range"));
        assertTrue(refusal(Unsupported.class).contains("Unsupported.x is a java.util.Date"));
        assertTrue(refusal(UnsupportedList.class).contains("the keys have no method parse(String)"));
        assertTrue(refusal(Recursive.class).contains("Recursive contains itself"));
        assertTrue(refusal(TwoOfOneName.class).contains("TwoOfOneName has two components 'tau'"));
    }

    private static String refusal(Class<? extends Record> type) {
        return assertThrows(IllegalArgumentException.class, () -> ParameterTypes.of(type))
                .getMessage();
    }
}
