package org.cb1network.engine.runner.spec.read;

import static org.cb1network.engine.runner.spec.Documents.SMALL;
import static org.cb1network.engine.runner.spec.Documents.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages name what a reader of the message could not see. */
class UnseenCharactersTest {

    private static String onlyProblem(String from, String to) {
        assertTrue(SMALL.contains(from), from);
        List<String> problems = problems(SMALL.replaceFirst(Pattern.quote(from), to));
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\u2212700 ms | U+2212 (MINUS SIGN) is in it: write '-'",
                "\u2013700 ms | U+2013 (EN DASH) is in it: write '-'",
                "700\u00a0ms | U+00A0 (NO-BREAK SPACE) is in it: write a usual space",
                "700\u202fms | U+202F (NARROW NO-BREAK SPACE) is in it: write a usual space",
                "700\u2009ms | U+2009 (THIN SPACE) is in it: write a usual space",
                "700\u200b ms | U+200B (ZERO WIDTH SPACE) is in it: remove it",
                "\uff1700 ms | U+FF17 (FULLWIDTH DIGIT SEVEN) is in it: write '7'",
                "7\u00d710 ms | U+00D7 (MULTIPLICATION SIGN) is in it",
                "\u0667 ms | U+0667 (ARABIC-INDIC DIGIT SEVEN) is in it: write '7'",
                "\u201c700 ms\u201d | U+201C (LEFT DOUBLE QUOTATION MARK) is in it: write ' or \"",
                "700 m\u0455 | U+0455 (CYRILLIC SMALL LETTER DZE) is in it"
            })
    void aQuantityThatLooksRightIsRejectedByTheNameOfItsCharacter(String quantity, String remark) {
        String problem = onlyProblem("duration: 700 ms", "duration: " + quantity);
        assertTrue(problem.contains(remark), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipeline:| pipeline\u200b:| U+200B (ZERO WIDTH SPACE) is in it: remove it",
                "seed:| s\u0435ed:| U+0435 (CYRILLIC SMALL LETTER IE) is in it",
                "seed:| \u00a0seed:| U+00A0 (NO-BREAK SPACE) is in it: write a usual space",
                "E -> E:| E \u2192 E:| U+2192 (RIGHTWARDS ARROW) is in it: write '->'",
                "seed: 1| seed:\u00a01| U+00A0 (NO-BREAK SPACE) is in it: write a usual space"
            })
    void soIsAKey(String from, String to, String remark) {
        String problems = String.join("\n", problems(SMALL.replaceFirst(from, to.strip())));
        assertTrue(problems.contains(remark), problems);
    }

    @Test
    void aCombiningAccentIsNamed() {
        List<String> problems = problems(SMALL.replaceFirst("conditions:\n", "conditions:\n  Mu\u0308ller: {}\n"));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(
                problems.get(0)
                        .endsWith("; U+0308 (COMBINING DIAERESIS) is in it: write the letter and its accent as one"
                                + " character"),
                problems.get(0));
    }

    @Test
    void lettersOfOtherLanguagesAndMicroAreNotUnusual() {
        for (String micro : List.of("\u00b5", "\u03bc")) {
            assertEquals(
                    List.of(), problems(SMALL.replaceFirst("duration: 700 ms", "duration: 700000 " + micro + "s")));
        }
        assertEquals(List.of(), problems(SMALL.replaceFirst("conditions:\n", "conditions:\n  M\u00fcller: {}\n")));
    }

    @Test
    void namesThatDifferOnlyInCaseAreRejected() {
        String problem = onlyProblem("conditions:\n", "conditions:\n  mueller: {}\n  Mueller: {}\n");
        assertTrue(problem.contains("'Mueller' and 'mueller' differ only in upper and lower case"), problem);
        problem = onlyProblem("conditions:\n", "conditions:\n  mice: {}\n  m\uff49ce: {}\n");
        assertTrue(problem.contains("or look the same"), problem);
    }

    @ParameterizedTest
    @CsvSource({"con", "nul", "aux", "prn", "com1", "lpt9"})
    void aStageCannotHaveTheNameOfAWindowsDevice(String name) {
        String problems = String.join("\n", problems("pipeline: p\nseed: 1\nstages: {" + name + ": {run: x}}\n"));
        assertTrue(
                problems.contains("'" + name + "' is not a name for a stage; Windows cannot have files of that name"),
                problems);
    }

    @Test
    void aNameThatIsTooLongIsReported() {
        String problems = String.join("\n", problems("pipeline: p\nseed: 1\nstages: {" + "s".repeat(101) + ": {}}\n"));
        assertTrue(problems.contains("it has 101 characters; at most 100 are allowed"), problems);
    }

    @Test
    void aDecimalCommaIsNamed() {
        assertTrue(onlyProblem("duration: 700 ms", "duration: '0,7 s'").contains("decimals follow a point"));
        List<String> problems = problems(SMALL.replaceFirst("duration: 700 ms", "duration: 0,7 s"));
        assertTrue(problems.toString().contains("a comma ends a value within braces"), problems.toString());
    }

    @Test
    void missingQuotesAreReported() {
        String reference = String.join("\n", problems("stages: {a: {with: {x: ${b.c.d}}}}\n"));
        assertTrue(reference.endsWith("within braces and brackets a reference needs quotes: \"${...}\""), reference);
        assertEquals(
                List.of("p.yaml:1:11: the quote that begins here has no end; add it"),
                problems("pipeline: \"p\nseed: 1\n"));
        String later = String.join("\n", problems("pipeline: \"p\ndescription: \"a\"\n"));
        assertTrue(later.contains("the quoted text that begins at p.yaml:1:11 ends only here"), later);
    }

    @Test
    void anUnquotedNullIsReportedAsSuch() {
        String problem = onlyProblem("duration: 700 ms", "duration: null");
        assertTrue(problem.contains("null (an empty value unless quoted) was found where"), problem);
        String ofCondition = onlyProblem("condition: [A, B]", "condition: [null]");
        assertTrue(ofCondition.contains("null (an empty value unless quoted) was found where"), ofCondition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a,b", "a\\nb", "=1+1", ""})
    void aNameThatATableOrAFileCannotHaveIsRejected(String name) {
        String problem = onlyProblem("  A: {}", "  A: {}\n  \"" + Matcher.quoteReplacement(name) + "\": {}");
        assertTrue(problem.contains("is not a name; names are made of letters, digits and _ - + /"), problem);
    }
}
