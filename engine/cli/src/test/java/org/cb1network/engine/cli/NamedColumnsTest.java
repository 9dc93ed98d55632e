package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.cli.output.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stage whose parameters name a column that its table will not have is refused before anything is computed, and no other. */
class NamedColumnsTest {

    private static final String RATES = "{table: \"${sim.rates}\"}";
    private static final String VALUES = "quantity,population,condition,value,unit,group\nrate,E,weak,1,Hz,a\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void writePipeline() throws IOException {
        shell = new Shell(folder);
        Files.writeString(folder.resolve("values.csv"), VALUES);
    }

    /** Adds stages, one in each line, and returns the number of the first of these lines. */
    private int add(String... stages) throws IOException {
        shell.write(Shell.PIPELINE.replace("profiles:", "  " + String.join("\n  ", stages) + "\nprofiles:"));
        return Files.readAllLines(shell.file()).indexOf("  " + stages[0]) + 1;
    }

    private static String stage(String name, String type, String inputs, String with) {
        return name + ": {run: " + type + ", inputs: " + inputs + ", with: " + with + "}";
    }

    private void assertRuns() {
        Shell.Result plan = shell.run("plan");
        assertEquals(0, plan.exit(), plan.err());
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
    }

    private void assertRefused(String command, int line, String problem) {
        Shell.Result refused = shell.run(command);
        assertEquals(ExitCode.USAGE, refused.exit(), refused.out() + refused.err());
        String first = refused.err().lines().findFirst().orElse("");
        assertTrue(first.matches("\\S*pipeline\\.yaml:" + line + ":\\d+: .*"), first);
        assertTrue(first.contains(": " + problem), first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            summarize          | {columns: [ratte], by: [population]}                                    | there is no column 'ratte'; did you mean 'rate'?
            summarize          | {columns: [population], by: [condition]}                                | the column 'population' holds text and not numbers
            summarize          | {columns: [rate], by: [poplation]}                                      | there is no column 'poplation'; did you mean 'population'?
            summarize          | {columns: [rate], by: [condition, population, condition]}               | the summary would have two columns 'condition'; leave it out
            summarize          | {columns: [rate], by: [condition], over: [replicates]}                  | there is no column 'replicates'; did you mean 'replicate'?
            sensitivity        | {quantity: rate, measure: sobol}                                        | the table has no column 'sample'; connect one whose sweep
            draw-curves        | {title: A, x: replicat, y: rate}                                        | there is no column 'replicat'; did you mean 'replicate'?
            draw-curves        | {title: A, x: replicate, y: condition}                                  | the column 'condition' holds text and not numbers
            draw-curves        | {title: A, x: replicate, y: rate, by: conditio}                         | there is no column 'conditio'; did you mean 'condition'?
            draw-curves        | {title: A, x: replicate, y: rate, interval: {low: rate, high: rates}}   | there is no column 'rates'; did you mean 'rate'?
            draw-bars          | {title: A, item: populations, y: rate}                                  | there is no column 'populations'; did you mean 'population'?
            draw-map           | {title: A, x: replicate, y: rate, value: rat}                           | there is no column 'rat'; did you mean 'rate'?
            draw-distributions | {title: A, value: rates}                                                | there is no column 'rates'; did you mean 'rate'?
            draw-distributions | {title: A, value: rate, where: {conditions: weak}}                      | there is no column 'conditions'; did you mean 'condition'?
            draw-distributions | {title: A, value: rate, where: {replicate: first}}                      | the column 'replicate' holds plain numbers, and 'first' is none; write a number
            draw-distributions | {title: A, value: rate, where: {rate: 67 Hz}}                           | the column 'rate' holds plain numbers, and '67 Hz' is none; write the number alone, such as 67; the column is in Hz
            """)
    void aSlipIsRefusedWithItsLineAndTheNearestName(String type, String with, String problem) throws IOException {
        int line = add(stage("more", type, RATES, with));
        assertRefused("plan", line, problem);
        assertRefused("run", line, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {quantity: rat, measure: sobol}                               | there is no column 'rat'; did you mean 'rate'?
            {quantity: population, measure: sobol}                        | the column 'population' holds text and not numbers
            {quantity: rate, measure: sobol, where: {populations: E}}     | there is no column 'populations'; did you mean 'population'?
            """)
    void aSensitivityKnowsTheColumnsOfItsTable(String with, String problem) throws IOException {
        int line = add(
                "sampled: {run: simulate, with: {duration: 100 ms, record: {spikes: [E]}}, sweep: {sample: {method: sobol,"
                        + " count: 2, over: {w: {set: projections.E -> E.weight, from: 1 nS, to: 3 nS}}}}}",
                stage("more", "sensitivity", "{table: \"${sampled.rates}\"}", with));
        assertRefused("plan", line + 1, problem);
    }

    @Test
    void countsAreQuantitiesAndAbscissas() throws IOException {
        add(
                stage(
                        "claimed",
                        "test-claims",
                        "{a: \"${sim.rates}\"}",
                        "{claims: [{claim: c, in: a, quantity: spikes, larger: {condition: strong}, smaller: {condition: weak}}],"
                                + " by: population}"),
                compared("{a: {in: rates, quantity: spikes}}")
                        .replace("more:", "compared:")
                        .replace("values.csv", "counts.csv"));
        Files.writeString(folder.resolve("counts.csv"), VALUES.replace("Hz", "1"));
        assertRuns();
    }

    @Test
    void aValueIsChosenFromAnAxisOfNumbersThatNeedNotBeWhole() throws IOException {
        int line = add(stage(
                "more",
                "choose",
                "{scan: \"${sim.rates}\"}",
                "{scan: neurons, quantity: rate, rule: {type: first-above, threshold: 1}}"));
        assertRefused(
                "plan", line, "a value can only be chosen from an axis of float64, but 'neurons' is one of int32");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            dose     | rate   | {condition: weak}   | there is no column 'dose'; valid names are condition, replicate, population, neurons,
            rate     | ratte  | {condition: weak}   | there is no column 'ratte'; did you mean 'rate'?
            rate     | rate   | {conditions: weak}  | there is no column 'conditions'; did you mean 'condition'?
            """)
    void aChoiceKnowsTheColumnsOfItsTable(String scan, String quantity, String where, String problem)
            throws IOException {
        int line = add(stage(
                "more",
                "choose",
                "{scan: \"${sim.rates}\"}",
                "{scan: " + scan + ", quantity: " + quantity + ", where: " + where
                        + ", rule: {type: first-above, threshold: 1}}"));
        assertRefused("plan", line, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rate  | {conditio: strong}  | {condition: weak} | population  | there is no column 'conditio'; did you mean 'condition'?
            rate  | {condition: strong} | {conditon: weak}  | population  | there is no column 'conditon'; did you mean 'condition'?
            ratte | {condition: strong} | {condition: weak} | population  | there is no column 'ratte'; did you mean 'rate'?
            rate  | {condition: strong} | {condition: weak} | populations | there is no column 'populations'; did you mean 'population'?
            """)
    void aClaimKnowsTheColumnsOfItsTable(String quantity, String larger, String smaller, String by, String problem)
            throws IOException {
        int line = add(claims("more", "${sim.rates}", quantity, larger, smaller, by));
        assertRefused("plan", line, problem);
    }

    private static String claims(String name, String table, String quantity, String larger, String smaller, String by) {
        return stage(
                name,
                "test-claims",
                "{a: \"" + table + "\", b: \"" + table + "\"}",
                "{claims: [{claim: c, in: a, quantity: " + quantity + ", larger: " + larger + ", smaller: " + smaller
                        + "}], by: " + by + "}");
    }

    private static String compared(String counterparts) {
        return stage(
                "more",
                "compare-published",
                "{rates: \"${sim.rates}\"}",
                "{references: [{name: r, file: values.csv, grouped-by: group, counterparts: " + counterparts + "}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {in: rates, quantity: ratte}                         | there is no column 'ratte'; did you mean 'rate'?
            {in: rates, quantity: rate, where: {replicates: 1}}  | there is no column 'replicates'; did you mean 'replicate'?
            {in: rates, quantity: rate, x: replicat}             | there is no column 'replicat'; did you mean 'replicate'?
            """)
    void aComparisonKnowsTheColumnsOfItsTable(String counterpart, String problem) throws IOException {
        int line = add(compared("{a: " + counterpart + "}"));
        assertRefused("plan", line, problem);
    }

    @Test
    void theQuantityOfEveryCounterpartIsChecked() throws IOException {
        int line = add(compared("{a: {in: rates, quantity: rate}, b: {in: rates, quantity: ratte}}"));
        assertRefused("plan", line, "there is no column 'ratte'; did you mean 'rate'?");
    }

    @Test
    void ofACounterpartWithoutValuesToCompareOnlyTheQuantityIsChecked() throws IOException {
        add(compared("{a: {in: rates, quantity: rate}, b: {in: rates, quantity: rate, where: {replicates: 1}}}"));
        assertRuns();
    }

    @Test
    void aSummaryHasTheColumnsThatItsParametersChoose() throws IOException {
        String means = stage("means", "summarize", RATES, "{columns: [rate], by: [condition, population]}");
        String table = "{table: \"${means.summary}\"}";
        add(
                means,
                stage("bars", "draw-bars", table, "{title: A, item: population, y: mean, where: {condition: weak}}"));
        assertRuns();
        int line = add(means, stage("bars", "draw-bars", table, "{title: A, item: replicate, y: mean}"));
        assertRefused("plan", line + 1, "there is no column 'replicate'; did you mean 'replicates'?");
    }

    @Test
    void aSlipIsNoProblemOfTheStagesThatReadTheSummary() throws IOException {
        add(
                stage("means", "summarize", RATES, "{columns: [rate], by: [condition, populaton]}"),
                stage("bars", "draw-bars", "{table: \"${means.summary}\"}", "{title: A, item: population, y: mean}"));
        assertOneProblem();
    }

    private void assertOneProblem() {
        Shell.Result plan = shell.run("plan");
        assertEquals(
                1,
                plan.err()
                        .lines()
                        .filter(line -> line.contains("pipeline.yaml:"))
                        .count(),
                plan.err());
    }

    @Test
    void aSummaryOfReplicatesHasTheOtherAxes() throws IOException {
        String table = "{table: \"${mean-rates.summary}\"}";
        add(stage("bars", "draw-bars", table, "{title: A, item: condition, y: rate}"));
        assertRuns();
        int line = add(stage("bars", "draw-bars", table, "{title: A, item: replicate, y: rate}"));
        assertRefused("plan", line, "there is no column 'replicate'; did you mean 'replicates'?");
    }

    @Test
    void theColumnThatLeadsTestedClaimsNeedNotBeAnAxis() throws IOException {
        add(
                claims("claims", "${sim.rates}", "rate", "{condition: strong}", "{condition: weak}", "population"),
                stage(
                        "bars",
                        "draw-bars",
                        "{table: \"${claims.claims}\"}",
                        "{title: A, item: population, y: difference}"));
        assertRuns();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aChoiceFromTheTableOfAScriptMayBeNamedByOtherStages() throws IOException {
        Files.writeString(
                folder.resolve("make.sh"),
                "printf 'dose,effect,group\\n0.1,0.1,a\\n0.2,0.9,a\\n' > outputs/effects.csv\n");
        add(
                "make: {run: script, with: {command: [sh, make.sh], files: [make.sh]}, outputs: {effects: {columns: {dose: number, effect: number, group: text}}}}",
                stage(
                        "best",
                        "choose",
                        "{scan: \"${make.effects}\"}",
                        "{scan: dose, quantity: effect, where: {group: a}, rule: {type: first-above, threshold: 0.5}}"),
                stage("curve", "draw-curves", "{table: \"${best.candidates}\"}", "{title: A, x: dose, y: quantity}"),
                stage(
                        "means",
                        "summarize",
                        "{table: \"${make.effects}\"}",
                        "{columns: [effect], by: [dose], over: []}"),
                stage(
                        "longer",
                        "summarize-rates",
                        "{rates: \"${sim.rates}\"}",
                        "{confidence: \"${best.choice.dose}\"}"));
        assertRuns();
    }

    @Test
    void aStageThatIsNotToRunIsNoReasonToRefuseAnother() throws IOException {
        add(
                stage("means", "summarize", RATES, "{columns: [rate], by: [condition]}"),
                "activity: {run: draw-activity, inputs: {spikes: \"${sim.spikes}\", simulations: \"${sim.rates}\"}, with: {title: A, point: {condition: weak, replicate: 3}}}");
        String without = "stages.sim.sweep.condition=null";
        Shell.Result run = shell.run("run", "sim", "-p", without);
        assertEquals(0, run.exit(), run.err());
        for (String later : List.of("means", "activity")) {
            Shell.Result refused = shell.run("run", later, "-p", without);
            assertEquals(ExitCode.USAGE, refused.exit(), refused.err());
        }
    }

    @Test
    void columnsOfAFaultyStageAreNoFurtherProblem() throws IOException {
        add(
                "faulty: {run: simulate, with: {duration: 100 ms}, sweep: {condition: [strng]}}",
                stage("means", "summarize", "{table: \"${faulty.rates}\"}", "{columns: [rate], by: [condition]}"),
                stage(
                        "rest",
                        "summarize-rates",
                        "{rates: \"${sim.rates}\"}",
                        "{confidence: \"${faulty.rates.condition}\"}"));
        assertOneProblem();
    }

    @Test
    void aColumnThatADefaultNamesIsReportedAtTheParameters() throws IOException {
        shell.write(Shell.PIPELINE
                .replace(", replicate: 1..3", "")
                .replace(
                        "profiles:",
                        "  means:\n    run: summarize\n    inputs: " + RATES
                                + "\n    with: {columns: [rate], by: [condition]}\nprofiles:"));
        int line = Files.readAllLines(shell.file()).indexOf("    with: {columns: [rate], by: [condition]}") + 1;
        assertRefused("plan", line, "the table has no column 'replicate'; name other columns in 'over'");
        shell.write(Files.readString(shell.file()).replace("by: [condition]", "by: [condition], over: []"));
        assertRuns();
    }

    @Test
    void manySummariesOfSummariesArePlannedAndRun() throws IOException {
        String[] stages = new String[50];
        String table = "${sim.rates}";
        for (int i = 0; i < stages.length; i++) {
            String column = i == 0 ? "rate" : "mean_of_larger";
            stages[i] = claims(
                    "c" + i,
                    table,
                    column,
                    i == 0 ? "{condition: strong}" : "{number: 1}",
                    i == 0 ? "{condition: weak}" : "{number: 1.0}",
                    "population");
            table = "${c" + i + ".claims}";
        }
        add(stages);
        assertRuns();
    }

    @Test
    void wholeNumbersAreNumbers() throws IOException {
        add(
                stage("means", "summarize", RATES, "{columns: [rate], by: [condition]}"),
                stage(
                        "counts",
                        "summarize",
                        "{table: \"${means.summary}\"}",
                        "{columns: [replicates], by: [condition], over: [quantity]}"),
                stage(
                        "curves",
                        "draw-curves",
                        RATES,
                        "{title: A, x: replicate, y: rate, by: condition, where: {population: E}}"),
                stage("one", "draw-distributions", RATES, "{title: A, value: replicate, where: {replicate: 2.0}}"));
        assertRuns();
    }

    @Test
    void theAxisThatIsComparedIsOneOfTheTable() throws IOException {
        String sttc =
                "sttc: {run: spike-time-tiling, inputs: {spikes: \"${sim.spikes}\", simulation: \"${sim.rates}\"}, with: {population: E, window: 5 ms, from: 0 ms}, sweep: {each: sim}}";
        String summary = stage("tests", "summarize-sttc", "{sttc: \"${sttc.sttc}\"}", "{compare: %s}");
        add(sttc, summary.formatted("condition"));
        assertRuns();
        int line = add(sttc, summary.formatted("conditions"));
        assertRefused("plan", line + 1, "there is no axis to compare 'conditions'; did you mean 'condition'?");
    }

    @Test
    void aTableOfOnePointHasNoAxes() throws IOException {
        String each =
                "  each: {run: draw-bars, inputs: {table: \"${sim.rates}\"}, with: {title: A, item: %s, y: rate}, sweep: {each: sim}}\nprofiles:";
        shell.write(Shell.PIPELINE.replace("profiles:", each.formatted("population")));
        assertRuns();
        shell.write(Shell.PIPELINE.replace("profiles:", each.formatted("condition")));
        assertTrue(shell.run("plan").err().contains("there is no column 'condition'"));
    }
}
