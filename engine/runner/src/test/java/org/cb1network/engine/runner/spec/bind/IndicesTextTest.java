package org.cb1network.engine.runner.spec.bind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.cb1network.engine.stage.Indices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers counted from 0, as they are written in YAML. */
class IndicesTextTest {
    private static final SourcePosition HERE = SourcePosition.of("here");

    private static Indices read(String text) {
        Problems problems = new Problems();
        Indices indices = IndicesText.read(YamlReader.readValue(text, HERE), problems);
        problems.throwIfAny();
        return Objects.requireNonNull(indices);
    }

    @Test
    void aNumberStandsForTheFirstOnes() {
        assertArrayEquals(new int[] {0, 1, 2}, read("3").below(10));
        assertArrayEquals(new int[] {0, 1}, read("3").below(2));
    }

    @Test
    void rangesAndListsNameSingleOnes() {
        assertArrayEquals(new int[] {7, 8, 9}, read("7..9").below(10));
        assertArrayEquals(new int[] {0, 3, 4, 5}, read("[3..5, 0]").below(10));
        assertArrayEquals(new int[] {5}, read("[5]").below(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 3",
                "0..2 | 0..2",
                "'[2, 0, 1]' | 0..2",
                "'[4..6, 5..9, 20]' | '[4..9, 20]'",
                "[5] | [5]",
                "5..5 | [5]"
            })
    void equalOnesHaveOneForm(String text, String form) {
        assertEquals(form, read(text).toString());
        assertEquals(read(text), read(form));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | write [0]",
                "-1 | numbers are expected",
                "1.5 | numbers are expected",
                "5..3 | put the smaller number first",
                "a..b | numbers are expected",
                "[] | this list is empty",
                "[1, x] | numbers are expected",
                "12345678901 | numbers are expected",
                "~ | numbers are expected",
                "{a: 1} | numbers are expected"
            })
    void anythingElseIsRefusedWithAdvice(String text, String words) {
        Problems problems = new Problems();
        assertNull(IndicesText.read(YamlReader.readValue(text, HERE), problems));
        String message = problems.exception().getMessage();
        assertTrue(message.contains(words), message);
    }
}
