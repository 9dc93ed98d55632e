package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stage whose parameters name a column that its table will not have is refused before anything is computed. */
class NamedColumnsTest {

    private static final String MEAN = "{columns: [rate], by: [condition, population]}";
    private static final String HEAD = "quantity,population,condition,value,unit,group\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void writePipeline() throws IOException {
        shell = new Shell(folder);
    }

    /** Returns the first line of the message about a pipeline with an additional stage; empty if there is none. */
    private String problem(String type, String inputs, String with) throws IOException {
        shell.write(Shell.PIPELINE.replace(
                "profiles:",
                "  means: {run: summarize, inputs: {table: \"${sim.rates}\"}, with: " + MEAN + "}\n  more: {run: "
                        + type + ", inputs: " + inputs + ", with: " + with + "}\nprofiles:"));
        Shell.Result plan = shell.run("plan");
        assertEquals(plan.err().isEmpty() ? 0 : 2, plan.exit(), plan.err());
        return plan.err()
                .lines()
                .findFirst()
                .map(line -> line.replaceFirst("^[^:]*:\\d+:\\d+: ", ""))
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {columns: [ratte], by: [population]}                       | there is no column 'ratte'; did you mean 'rate'?
            {columns: [population], by: [condition]}                   | the column 'population' holds text and not numbers
            {columns: [rate], by: [poplation]}                         | there is no column 'poplation'; did you mean 'population'?
            {columns: [rate], by: [condition], over: [replicates]}     | there is no column 'replicates'; did you mean 'replicate'?
            """)
    void summarizeKnowsTheColumnsOfItsTable(String with, String problem) throws IOException {
        assertStartsWith(problem, problem("summarize", "{table: \"${sim.rates}\"}", with));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            draw-curves        | {title: A, x: replicat, y: rate}                                        | there is no column 'replicat'
            draw-curves        | {title: A, x: replicate, y: condition}                                  | the column 'condition' holds text
            draw-curves        | {title: A, x: replicate, y: rate, by: cond}                             | there is no column 'cond'
            draw-curves        | {title: A, x: replicate, y: rate, interval: {low: rate, high: hi}}      | there is no column 'hi'
            draw-bars          | {title: A, item: populations, y: rate}                                  | there is no column 'populations'
            draw-map           | {title: A, x: replicate, y: rate, value: rat}                           | there is no column 'rat'
            draw-distributions | {title: A, value: rates}                                                | there is no column 'rates'
            draw-distributions | {title: A, value: rate, where: {conditions: weak}}                      | there is no column 'conditions'
            draw-distributions | {title: A, value: rate, where: {replicate: first}}                      | the column 'replicate' holds numbers, and 'first' is none
            """)
    void figuresKnowTheColumnsOfTheirTable(String type, String with, String problem) throws IOException {
        assertStartsWith(problem, problem(type, "{table: \"${sim.rates}\"}", with));
    }

    @Test
    void aSummaryHasTheColumnsThatItsParametersChoose() throws IOException {
        String inputs = "{table: \"${means.summary}\"}";
        assertEquals(
                "", problem("draw-bars", inputs, "{title: A, item: population, y: mean, where: {condition: weak}}"));
        assertStartsWith(
                "there is no column 'means'; did you mean 'mean'?",
                problem("draw-bars", inputs, "{title: A, item: population, y: means}"));
    }

    @Test
    void aClaimKnowsTheColumnsOfItsTable() throws IOException {
        String claim =
                "{claims: [{claim: c, in: rates, quantity: rate, larger: {condition: strong}, smaller: {%s: weak}}], by: population}";
        String inputs = "{rates: \"${sim.rates}\"}";
        assertEquals("", problem("test-claims", inputs, claim.formatted("condition")));
        assertStartsWith(
                "there is no column 'conditions'; did you mean 'condition'?",
                problem("test-claims", inputs, claim.formatted("conditions")));
    }

    @Test
    void aConditionThatASweepLeavesOutIsNoMistakeOfTheStagesAfterIt() throws IOException {
        assertEquals(
                "",
                problem(
                        "draw-distributions",
                        "{table: \"${sim.rates}\"}",
                        "{title: A, value: rate, where: {condition: other}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rate,E,weak,1,Hz,a       | ``
            rate,E,weak,one,Hz,a     | values.csv:2: 'one' in column value is not a number
            rate,E,weak,1,mV,a       | values.csv:2: the value is in 'mV', but is compared with values in 'Hz'; convert it
            rate,E,weak,1,Hz,b       | values.csv:2: there are values of group 'b', but 'counterparts' has no entry to compare them with
            """)
    void aFileOfReferenceValuesIsReadBeforeTheRun(String row, String problem) throws IOException {
        Files.writeString(folder.resolve("values.csv"), HEAD + row + "\n");
        String with =
                "{references: [{name: r, file: values.csv, grouped-by: group, counterparts: {a: {in: rates, quantity: rate}}}]}";
        String found = problem("compare-published", "{rates: \"${sim.rates}\"}", with);
        assertStartsWith(problem, found.replaceFirst("^.*(?=values\\.csv)", ""));
    }

    @Test
    void theMessageNamesTheLineOfTheName() throws IOException {
        shell.write(
                Shell.PIPELINE.replace(
                        "profiles:",
                        "  more:\n    run: summarize\n    inputs: {table: \"${sim.rates}\"}\n    with:\n      columns: [ratte]\n      by: [population]\nprofiles:"));
        List<String> lines = shell.run("plan").err().lines().toList();
        int line = List.of(Files.readString(folder.resolve("pipeline.yaml")).split("\n"))
                        .indexOf("      columns: [ratte]")
                + 1;
        assertStartsWith(
                "pipeline.yaml:" + line + ":17: there is no column 'ratte'",
                lines.get(0).replaceFirst("^.*(?=pipeline\\.yaml)", ""));
    }

    private static void assertStartsWith(String expected, String text) {
        assertTrue(expected.isEmpty() ? text.isEmpty() : text.startsWith(expected), text);
    }
}
