package org.cb1network.engine.runner.spec.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void withoutANearNameAllNamesAreListed() {
        assertEquals("valid names are a, b", Spelling.advice("temperature", List.of("a", "b")));
        assertEquals("the only valid name is a", Spelling.advice("temperature", List.of("a")));
        assertEquals("", Spelling.advice("temperature", List.of()));
    }
}
