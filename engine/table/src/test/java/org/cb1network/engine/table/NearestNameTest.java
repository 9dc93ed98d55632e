package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void distancesAreThoseOfTheLiterature() {
        // Damerau 1964 and Levenshtein 1966 count these; "ca" to "abc" is 3 in the optimal string alignment form.
        assertEquals(3, NearestName.distance("kitten", "sitting"));
        assertEquals(1, NearestName.distance("duratoin", "duration"));
        assertEquals(3, NearestName.distance("ca", "abc"));
        assertEquals(4, NearestName.distance("", "abcd"));
        assertEquals(0, NearestName.distance("same", "same"));
    }

    @Test
    void theNearestNameIsFoundIfItIsNear() {
        List<String> names = List.of("duration", "discard", "stimuli");

        assertEquals(Optional.of("duration"), NearestName.near("duratoin", names));
        assertEquals(Optional.of("discard"), NearestName.near("Discard", names));
        assertEquals(Optional.empty(), NearestName.near("temperature", names));
    }
}
