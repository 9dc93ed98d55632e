package org.cb1network.engine.runner.spec.read;

import static org.cb1network.engine.runner.spec.Documents.SMALL;
import static org.cb1network.engine.runner.spec.Documents.assertProblem;
import static org.cb1network.engine.runner.spec.Documents.assertProblems;
import static org.cb1network.engine.runner.spec.Documents.problems;
import static org.cb1network.engine.runner.spec.Documents.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.engine.runner.spec.Documents;
import org.junit.jupiter.api.Test;

/** Messages to users. A {@code §} in a document marks the position that the message must name. */
class ProblemsOfADocumentTest {

    @Test
    void theSmallPipelineIsValid() {
        assertEquals(List.of(), problems(SMALL));
    }

    @Test
    void allProblemsAreReportedAtOnceInTheOrderOfTheFile() {
        assertProblems(
                List.of(
                        "the key 'seed' is missing; it is a whole number",
                        "there is no key 'sede' in a pipeline; did you mean 'seed'?",
                        "'5 mV' is a voltage, but a time in ms is expected; write it as '5 ms'",
                        "'many' was found where a whole number is expected; write a decimal number such as 5",
                        "there is no key 'duratoin' here; did you mean 'duration'?"),
                small("pipeline: small\nseed: 1", "§pipeline: small\n§sede: 1")
                        .replace("exc: {reversal: 0 mV, decay: 5 ms}", "exc: {reversal: 0 mV, decay: §5 mV}")
                        .replace("I: {size: 10,", "I: {size: §many,")
                        .replace("duration: 700 ms", "duration: 700 ms, §duratoin: 5 ms"));
    }

    @Test
    void aPipelineNeedsANameOfOneLine() {
        assertProblem(
                "the name of the pipeline is empty; write for example 'pipeline: coba'",
                small("pipeline: small", "pipeline: §''"));
        assertProblem(
                "the name of the pipeline has a line break or another control character in it; write it on one line",
                small("pipeline: small", "pipeline: §\"small\\nlarge\""));
    }

    @Test
    void theExpectedTimeOfAPointIsATime() {
        assertProblem(
                "'5' lacks its unit: a time in s is expected; did you mean '5 s'?",
                small("run: choose", "run: choose\n    point-time: §5"));
        assertProblem(
                "'0 s' is out of range; it must be above 0 s",
                small("run: choose", "run: choose\n    point-time: §0 s"));
    }

    @Test
    void whatIsNoParameterTakesNoReference() {
        String expected = "a reference has no meaning here; write it out";
        assertProblem(expected, small("run: choose", "run: choose\n    point-time: §${choices.drive}"));
        assertProblem(expected, small("seed: 1", "seed: §${choices.drive}"));
        assertProblem(expected, small("seed: 1", "seed: 1\nexecutors: {slurm: {cpus: §'${choices.drive}'}}"));
    }

    @Test
    void quantitiesNeedTheirUnit() {
        assertProblem(
                "'700' lacks its unit: a time in ms is expected; did you mean '700 ms'?",
                small("duration: 700 ms", "duration: §700"));
        assertProblem(
                "there is no unit 'msec': a time in ms is expected; valid names are ms, s, us",
                small("duration: 700 ms", "duration: §700 msec"));
        assertProblem(
                "there is no unit 'MS': a time in ms is expected; did you mean 'ms'?",
                small("duration: 700 ms", "duration: §700 MS"));
        assertProblem(
                "'0.1 nS' is a conductance, but a number is expected; leave the unit out",
                small("E -> E: {probability: 0.1,", "E -> E: {probability: §0.1 nS,"));
    }

    @Test
    void numbersMustBeFiniteDecimalInRangeAndWholeIfIntegers() {
        assertProblem(
                "'1.5' is out of range; it must be at least 0 and at most 1",
                small("E -> E: {probability: 0.1,", "E -> E: {probability: §1.5,"));
        assertProblem("'0 ms' is out of range; it must be above 0 ms", small("duration: 700 ms", "duration: §0 ms"));
        assertProblem(
                "'.nan' is not a finite number; write a decimal number such as 0.5",
                small("E -> E: {probability: 0.1,", "E -> E: {probability: §.nan,"));
        assertProblem(
                "'1e999 ms' is not a number that a double can hold", small("duration: 700 ms", "duration: §1e999 ms"));
        assertProblem(
                "'010' was found where a whole number is expected; leave out the leading zero",
                small("seed: 1", "seed: §010"));
        assertProblem(
                "'0100 ms' was found where a time in ms is expected; leave out the leading zero",
                small("duration: 700 ms", "duration: §0100 ms"));
        assertProblem("'1.5' was found where a whole number is expected", small("seed: 1", "seed: §1.5"));
        assertProblem(
                "'99999999999999999999' is out of range; it must be at most 9223372036854775807",
                small("seed: 1", "seed: §99999999999999999999"));
    }

    @Test
    void wrongKindsOfValuesAreNamed() {
        assertProblem(
                "a list was found where a time in ms is expected; write it as '5 ms'",
                small("duration: 700 ms", "duration: §[700 ms]"));
        assertProblem(
                "a list was found where a mapping of names to values is expected",
                small("targets: {E: 5 Hz}", "targets: §[5 Hz]"));
        assertProblem(
                "'5 ms' was found where a list is expected; write [5 ms]",
                small("targets: {E: 5 Hz}", "targets: {E: 5 Hz}, windows: §5 ms"));
        assertProblem(
                "'spike' is not one of nothing, spikes, spikes-and-traces; did you mean 'spikes'?",
                small("duration: 700 ms", "duration: 700 ms, record: §spike"));
        assertProblem(
                "'yes' is neither true nor false; write true or false",
                small("targets: {E: 5 Hz}", "targets: {E: 5 Hz}, randomly: §yes"));
        assertProblem(
                "nothing was found where a time in ms is expected; write it as '5 ms'",
                small("with: {duration: 700 ms}", "with:\n      duration:§"));
    }

    @Test
    void aVariantIsSelectedByItsType() {
        assertProblem(
                "the key 'type' is missing; add it with one of constant, gaussian-bumps",
                small("duration: 700 ms", "duration: 700 ms, stimuli: {In: §{level: 3 Hz}}"));
        assertProblem(
                "there is no type 'constnat' here; did you mean 'constant'?",
                small("duration: 700 ms", "duration: 700 ms, stimuli: {In: {type: §constnat}}"));
        assertProblem(
                "there is no key 'width' here; the only valid name is level",
                small(
                        "duration: 700 ms",
                        "duration: 700 ms, stimuli: {In: {type: constant, §width: 3 ms, level: 1 Hz}}"));
    }

    @Test
    void theModelIsConsistent() {
        assertProblem(
                "there is no receptor 'ecx'; did you mean 'exc'?",
                small("E: {size: 40, releases: exc, leak", "E: {size: 40, releases: §ecx, leak"));
        assertProblem(
                "there is no population or afferent 'Inh'; did you mean 'In'?",
                small("I -> E: {probability", "I -> E: {probability: 0.1, weight: 1 nS}\n    Inh -> E: §{probability"));
        assertProblem(
                "'In' is an afferent and receives no projections; project onto a population",
                small("E -> E: {probability: 0.1", "E -> In: §{probability: 0.1"));
        assertProblem(
                "nothing says which neurons are connected; add a probability, or connect: {type: ...}",
                small("E -> E: {probability: 0.1, ", "E -> E: §{"));
        assertProblem(
                "'E to E' cannot be a name here; a projection is named 'pre -> post'",
                small("E -> E: {probability: 0.1", "§E to E: {probability: 0.1"));
        assertProblem(
                "'E' is the name of a population, too; rename one of them",
                small("    In: {size", "    In: {size: 1, releases: exc}\n    E: §{size"));
    }

    @Test
    void anOutputNotRequestedByTheParametersCannotBeReferredTo() {
        assertProblem(
                "the stage 'main' does not write 'events': its parameter 'stimuli' is empty; "
                        + "fill 'stimuli' under 'with' of 'main'",
                small("spikes: \"${main.spikes}\"", "spikes: §\"${main.events}\""));
        Documents.read(small("spikes: \"${main.spikes}\"", "spikes: \"${main.events}\"")
                .replace("duration: 1 s", "duration: 1 s, stimuli: {In: {type: constant, level: 1 Hz}}"));
    }

    @Test
    void circuitsAndConditionsNameExistingThings() {
        assertProblem(
                "there is no population or afferent 'EE'; did you mean 'E'?",
                small("excitatory: [E, In]", "excitatory: [§EE, In]"));
        assertProblem("there is no circuit 'al'; did you mean 'all'?", small("circuit: all", "circuit: §al"));
        assertProblem(
                "there is no condition 'C'; valid names are A, B", small("condition: [A, B]", "condition: [A, §C]"));
        assertProblem(
                "'A' is twice on this axis; remove one of them", small("condition: [A, B]", "condition: [A, §A]"));
        assertProblem(
                "there is no 'J -> E' in 'projections'; did you mean 'E -> E'?",
                small("projections.I -> E.release", "§projections.J -> E.release"));
        assertProblem(
                "there is no 'relaese' in 'projections.I -> E'; did you mean 'release'?",
                small("projections.I -> E.release", "§projections.I -> E.relaese"));
        assertProblem(
                "'25' is out of range; it must be at least 0 and at most 1",
                small("E.release: 0.25", "E.release: §25"));
        assertProblem(
                "these paths are relative to the model; write 'projections.I -> E.release'",
                small("projections.I -> E.release", "§model.projections.I -> E.release"));
    }

    @Test
    void thingsLeftOutByTheCircuitCannotBeVaried() {
        assertProblem(
                "there is no 'I -> E' in 'projections'; did you mean 'E -> E'?",
                small("circuit: all", "circuit: excitatory")
                        .replace("set: projections.In -> E.", "set: §projections.I -> E."));
    }

    @Test
    void anAxisMustSetSomething() {
        assertProblem(
                "an axis must set something; name the path that it sets",
                small("{set: projections.In -> E.probability,", "{set: §[],"));
    }

    @Test
    void aReferenceCannotReplaceAName() {
        assertProblem(
                "a reference has no meaning here; write it out",
                small("  choice:\n    run: choose", "  choice:\n    run: §${choices.drive}"));
    }

    @Test
    void stagesHaveATypeAndKnownKeys() {
        assertProblem(
                "there is no stage type 'simulation'; did you mean 'simulate'?",
                small("run: simulate\n    circuit", "run: §simulation\n    circuit"));
        assertProblem(
                "the stage 'scan' does not say what it runs; add 'run:' with one of analyse, choose, plot, simulate, trivial",
                small("  scan:\n    run: simulate\n", "  §scan:\n"));
        assertProblem(
                "there is no key 'circiut' in a stage; did you mean 'circuit'?",
                small("circuit: all", "§circiut: all"));
        assertProblem(
                "stages of type 'choose' have no model and thus no circuit; remove it",
                small("with: {targets", "§circuit: all\n    with: {targets"));
        assertProblem(
                "'Other' is not a name for a stage; begin with a lower-case letter, followed by lower-case letters, digits and -",
                SMALL + "  §Other: {run: trivial}\n");
        assertProblem("there are no stages; add at least one", "pipeline: x\nseed: 1\n§stages:\n");
        assertProblem(
                "a list was found where a stage is expected; write at least 'run: TYPE'",
                SMALL + "  other: §[trivial]\n");
    }

    @Test
    void referencesLeadToExistingThings() {
        assertProblem(
                "there is no stage 'scam'; did you mean 'scan'?",
                small("{rates: \"${scan.rates", "{rates: §\"${scam.rates"));
        assertProblem(
                "the stage 'scan' has no output 'rate'; did you mean 'rates'?",
                small("{rates: \"${scan.rates", "{rates: §\"${scan.rate"));
        assertProblem(
                "the output 'choice' of the stage 'choice' has no column 'probabilty'; did you mean 'probability'?",
                small("\"${choice.choice.probability}", "§\"${choice.choice.probabilty}"));
        assertProblem(
                "there is no choice 'driev'; did you mean 'drive'?",
                small("\"${choices.drive}", "§\"${choices.driev}"));
        assertProblem(
                "'${choice}' is not a reference; write ${stage.output}, ${stage.output.column} or ${choices.name}",
                small("\"${choices.drive}", "§\"${choice}"));
        assertProblem(
                "${choice.choice} is a whole output, but a number is expected here; name one of its columns: ${stage.output.column}",
                small("\"${choices.drive}", "§\"${choice.choice}"));
        assertProblem(
                "a reference cannot be part of a text; write only ${...}; its value includes the unit",
                small("\"${choices.drive}\"", "§\"${choice.choice.probability} ms\""));
    }

    @Test
    void referencesHaveTheExpectedTypeAndUnitAndAreSingleValues() {
        assertProblem(
                "${choice.choice.level} is in Hz, but a number is expected",
                small("\"${choices.drive}", "§\"${choice.choice.level}"));
        assertProblem(
                "${choice.choice.name} is a text, but a number is expected",
                small("\"${choices.drive}", "§\"${choice.choice.name}"));
        assertProblem(
                "${main.rates.rate} is not a single value: the stage has 8 points; add a stage that chooses one of them, and refer to that stage",
                small("with: {targets: {E: 5 Hz}}", "with: {targets: {E: §\"${main.rates.rate}\"}}")
                        .replace("${choices.drive}", "${sync2.synchrony.sttc}")
                        .replace("\"${sync2.synchrony.sttc}\"", "0.1"));
    }

    @Test
    void inputsAreConnectedToMatchingTables() {
        assertProblem(
                "the input 'rates' is not connected; add rates: ${stage.output} to 'inputs'",
                small("  choice:\n", "  §choice:\n").replace("    inputs: {rates: \"${scan.rates}\"}\n", ""));
        assertProblem(
                "stages of type 'choose' have no input 'rate'; did you mean 'rates'?",
                small("inputs: {rates:", "inputs: {§rate: \"${scan.rates}\", rates:"));
        assertProblem(
                "${main.spikes} is not one table: each of the stage's 8 points has one; run this stage for each of them with 'sweep: {each: main}'",
                small("{spikes: ", "{spikes: §").replace("    sweep: {each: main}\n", ""));
        assertProblem(
                "the input 'rates' needs a column 'rate' (a number in Hz), which ${main.spikes} does not have; valid names are neuron, time",
                small("{rates: \"${scan.rates", "{rates: §\"${main.spikes")
                        .replace("condition: [A, B]\n", "")
                        .replace("      replicate: 1..4\n", "replicate: 1\n")
                        .replace("${choices.drive}", "0.1"));
        assertProblem(
                "'5' is not an output of a stage; write ${stage.output}",
                small("inputs: {rates: \"${scan.rates}\"}", "inputs: {rates: §5}"));
        assertProblem(
                "${figure.figure} is a file, but inputs are tables; refer to a table",
                small("{rates: \"${scan.rates", "{rates: §\"${figure.figure")
                        + "  figure: {run: plot, with: {title: x}, inputs: {rates: \"${scan.rates}\"}, circuit: all, set: {projections.In -> E.probability: 1}}\n");
    }

    @Test
    void aColumnWithAnotherUnitIsNotCalledMissing() {
        assertProblem(
                "the input 'rates' needs a column 'rate' (a number in Hz), which in ${relative.values} is a number without unit; connect another table, or correct the column in the stage type that writes or reads it",
                small("{rates: \"${scan.rates", "{rates: §\"${relative.values") + "  relative: {run: trivial}\n");
    }

    @Test
    void aCycleIsPrintedAsAPathWithPositions() {
        assertProblem(
                "stages wait for each other: scan -> choice -> scan; 'choice' needs 'scan' at p.yaml:36:21, 'scan' needs 'choice' at p.yaml:25:21",
                small("set: projections.In -> E.probability", "set: projections.I -> E.probability")
                        .replace("computed: \"", "computed: §\""));
        assertProblem(
                "stages wait for each other: sync -> sync; 'sync' needs 'sync' at p.yaml:46:19",
                small("each: main", "each: §sync"));
    }

    @Test
    void anAxisThatReplacesAReferenceBreaksTheCycle() {
        // In the original document, the scan sets the probability that depends on its own result.
        assertTrue(SMALL.contains("set: projections.In -> E.probability"));
        assertEquals(List.of(), problems(SMALL));
    }

    @Test
    void sweepsHaveDistinctValuesAndNames() {
        assertProblem(
                "'10 %' is twice on this axis; the first one is at p.yaml:32:62",
                small("from: 0.1, to: 0.3, count: 3", "values: [0.1, §10 %]"));
        assertProblem(
                "this axis has no values; give at least one, or remove the axis",
                small("from: 0.1, to: 0.3, count: 3", "values: §[]"));
        assertProblem("this range has no values; put the smaller number first", small("1..4", "§4..1"));
        assertProblem(
                "the axis 'rate' has the name of a column of the output 'rates'; rename the axis",
                small("      drive: {set", "      §rate: {set"));
        assertProblem(
                "the stage has no parameter 'drive' for this axis to set; name the path that it sets: {set: PATH, values: [ ... ]}",
                small("drive: {set: projections.In -> E.probability, from", "§drive: {from")
                        .replace("${choices.drive}", "0.1"));
        assertProblem(
                "the stage 'main' has an axis 'replicate', too; rename this one",
                small("sweep: {each: main}", "sweep: {each: main, §replicate: 2}"));
        assertProblem(
                "'model.projections.In -> E.probability' is set by two axes, or twice by one; the first place is p.yaml:32:20",
                small("count: 3}", "count: 3}\n      again: {set: §projections.In->E.probability, values: [0.5]}"));
        assertProblem(
                "an axis sets single values, but 'stimuli' is a mapping of names to values; name one of its parts",
                small("count: 3}", "count: 3}\n      §stimuli: [1]"));
    }

    @Test
    void anAxisDoesNotReplaceWhatAConditionOfItsStageSets() {
        String expected = "'model.projections.I -> E.release' is set here and by the condition 'B' at p.yaml:23:5,"
                + " which would have no effect; remove one of them";
        for (String axis : List.of(
                "§release: {set: projections.I -> E.release, values: [0.1, 0.2]}",
                "both: {paired: {§release: {set: projections.I -> E.release, values: [0.1, 0.2]}}}",
                "sample: {method: sobol, count: 2, over: {§release: {set: projections.I -> E.release, from: 0.1, to: 0.2}}}")) {
            String both = small("      replicate: 1..4", "      " + axis);
            assertProblem(expected, both);
            assertEquals(List.of(), problems(both.replace("[A, B]", "[A]").replace("§", "")));
        }
    }

    @Test
    void theChangesOfAStageDoNotReplaceThoseOfItsConditions() {
        assertProblem(
                "'projections.I -> E.release' is set here and by the condition 'B' at p.yaml:23:5,"
                        + " which would have no effect; remove one of them",
                small(
                        "    with: {duration: 1 s}",
                        "    set: {§projections.I -> E.release: 0.3}\n    with: {duration: 1 s}"));
    }

    @Test
    void anAxisDoesNotReplaceTheChangesOfItsStage() {
        assertProblem(
                "'model.projections.In -> E.probability' is set here and by 'set' of the stage 'scan' at p.yaml:30:11,"
                        + " which would have no effect; remove one of them",
                small(
                                "    with: {duration: 700 ms}",
                                "    set: {projections.In -> E.probability: 0.2}\n    with: {duration: 700 ms}")
                        .replace("      drive: {set", "      §drive: {set"));
    }

    @Test
    void aConditionSetsAParameterOnce() {
        assertProblem(
                "'projections.I -> E.release' is set here and by the condition 'B' at p.yaml:23:5,"
                        + " which would have no effect; remove one of them",
                small(
                        "    projections.I -> E.release: 0.25",
                        "    projections.I -> E.release: 0.25\n    §projections: {I -> E: {release: 0.3}}"));
    }

    @Test
    void aConditionChangesSomethingInTheCircuitOfItsStage() {
        assertProblem(
                "the condition 'B' changes nothing here: the circuit leaves out all that it sets;"
                        + " remove it, or use another circuit",
                small("    with: {duration: 1 s}", "    circuit: excitatory\n    with: {duration: 1 s}")
                        .replace("[A, B]", "[A, §B]"));
    }

    @Test
    void axesAreKnownBeforeAnythingRuns() {
        assertProblem(
                "an axis cannot depend on results: its points must be known before anything runs; refer to the result in 'with' or 'set'",
                small("from: 0.1, to: 0.3, count: 3", "values: [§\"${choice.choice.probability}\"]"));
    }

    @Test
    void rangesMeetTheirEnds() {
        assertProblem(
                "steps from 'from' do not meet 'to'; change one of them, or give a count in place of the step",
                small("to: 0.3, count: 3", "to: 0.3, step: §0.15"));
        assertProblem(
                "this step does not lead from 'from' to 'to'", small("to: 0.3, count: 3", "to: 0.3, step: §-0.1"));
        assertProblem(
                "an axis from one value to another needs either a count or a step; add for example 'count: 8'",
                small("drive: {set", "drive: §{set").replace("to: 0.3, count: 3", "to: 0.3"));
        assertProblem("'1' is out of range; it must be at least 2 and at most 1000000", small("count: 3", "count: §1"));
        assertProblem(
                "an axis has either 'values' or 'from', not both; remove one",
                small("from: 0.1", "values: [1], §from: 0.1"));
        assertProblem("there is no key 'form' in an axis; did you mean 'from'?", small("from: 0.1", "§form: 0.1"));
    }

    @Test
    void aSweepOfMillionsIsRejected() {
        assertProblem(
                "this sweep has 1.000e+09 points, more than 10000000; make it smaller",
                small("      drive: {set", "      §drive: {set")
                        .replace("count: 3}", "count: 1000}\n      replicate: 1000000"));
    }

    @Test
    void contradictoryParametersAreReportedWhereTheyAreWritten() {
        assertProblem(
                "all of the simulated time is discarded; discard less",
                small("duration: 700 ms", "duration: 700 ms, discard: §1 s"));
        assertProblem(
                "there is no afferent 'Im'; did you mean 'In'?",
                small("duration: 700 ms", "duration: 700 ms, stimuli: {Im: §{type: constant, level: 1 Hz}}"));
    }

    @Test
    void axisValuesThatContradictTheRestAreReported() {
        assertProblem(
                "all of the simulated time is discarded; discard less",
                small("count: 3}", "count: 3}\n      duration: [700 ms, 100 ms]")
                        .replace("with: {duration: 700 ms}", "with: {discard: §200 ms}"));
    }

    @Test
    void aModelIsNeededByStagesThatHaveOne() {
        assertProblem(
                "stages of type 'simulate' need a model, but the document has none; add 'model:'",
                "pipeline: x\nseed: 1\nstages:\n  §s: {run: simulate, with: {duration: 1 s}}\n");
    }

    @Test
    void onlyAMappingIsAPipeline() {
        assertProblem("'hello' is not a pipeline; write at least 'pipeline:' and 'stages:'", "§hello\n");
    }
}
