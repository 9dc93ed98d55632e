package org.cb1network.engine.runner.spec.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void distancesAreThoseInTheLiterature() {
        // Damerau 1964 and Levenshtein 1966 count these; "ca" to "abc" is 3 in the optimal string alignment form.
        assertEquals(3, Spelling.distance("kitten", "sitting"));
        assertEquals(1, Spelling.distance("duratoin", "duration"));
        assertEquals(3, Spelling.distance("ca", "abc"));
        assertEquals(4, Spelling.distance("", "abcd"));
        assertEquals(0, Spelling.distance("same", "same"));
    }

    @Test
    void theNearestNameIsFoundIfItIsNearEnough() {
        List<String> names = List.of("duration", "discard", "stimuli");

        assertEquals(Optional.of("duration"), Spelling.nearest("duratoin", names));
        assertEquals(Optional.of("discard"), Spelling.nearest("Discard", names));
        assertEquals(Optional.empty(), Spelling.nearest("temperature", names));
    }

    @Test
    void withoutANearNameAllNamesAreListed() {
        assertEquals("valid names are a, b", Spelling.advice("temperature", List.of("a", "b")));
        assertEquals("the only valid name is a", Spelling.advice("temperature", List.of("a")));
        assertEquals("", Spelling.advice("temperature", List.of()));
    }
}
