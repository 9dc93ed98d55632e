package org.cb1network.stages.science;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tries another value of every parameter in the keys of two pipelines, those of the model included. A parameter may change the result,
 * leave the key unchanged, be refused or make its stage fail; one that makes a new key without a new result costs time and misleads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectOfParametersTest {

    /** Parameters that do not act in these two pipelines. */
    private static final Map<String, String> IDLE = Map.of(
            "simulate maximum-rate", "decides whether there is a result, not which one",
            "simulate rate-window", "belongs to maximum-rate",
            "simulate overshoot", "decides whether there is a result",
            "sensitivity measure", "each measure needs a sample of its own",
            "robustness significance", "so few samples have no significant influence",
            "draw-robustness factors", "belongs to the claims with a significant influence");

    /** Stage types that need results of the paper; tests of their own try their parameters. */
    private static final Set<String> OF_THE_PAPER =
            Set.of("compare-published", "draw-effect-summary", "draw-example-sim", "draw-scan-residuals");

    /** The other value of a choice of two or three, by value. */
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "pairs", "in-degree",
            "in-degree", "pairs",
            "poisson", "binomial",
            "binomial", "poisson",
            "independent", "shared",
            "shared", "independent",
            "analysed", "recording",
            "excitatory", "inhibitory",
            "after-discard", "whole");

    /** Times stay whole time steps, potentials and shares in their range. */
    private static final Map<String, BigDecimal> FACTORS =
            Map.of(" ms", BigDecimal.valueOf(0.5), " mV", BigDecimal.valueOf(1.02), "", BigDecimal.valueOf(0.8));

    /** What became of a parameter in the stages that have it, by type and path, or by path alone if it is one of the model. */
    private final Map<String, Set<Effect>> effects = new TreeMap<>();

    /** What another value of a parameter does to a stage. */
    private enum Effect {
        /** It leads to another result. */
        ANOTHER_RESULT,
        /** It leads to another key and the same result. */
        NONE,
        /** The pipeline is refused, the stage fails, or the key stays. */
        NOT_COMPUTED
    }

    @BeforeAll
    void tryAll(@TempDir Path folder) throws IOException {
        String synapses =
                IntStream.range(0, 60).mapToObj(i -> i + "," + (7 * i + 3) % 60).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("connections.csv"), "pre,post\n" + synapses + "\n");
        Files.writeString(folder.resolve("events.csv"), "afferent,target,neuron,step\nEvents,Leaky,3,900\n");
        Files.writeString(folder.resolve("spikes.csv"), "neuron,time_ms\n2,60\n9,80\n");
        Files.writeString(folder.resolve("rates.csv"), "time_ms,rate_Hz\n0,20\n100,40\n");
        for (String file : List.of("tiny-paper.yaml", "every-parameter.yaml")) {
            try (TestPipeline pipeline = new TestPipeline(file, folder)) {
                pipeline.run();
                PipelineSpec spec = pipeline.read();
                for (StagePlan stage :
                        pipeline.planner(spec).plan(Selection.all(spec)).stages()) {
                    tryParametersOf(stage, pipeline);
                }
            }
        }
    }

    private void tryParametersOf(StagePlan stage, TestPipeline pipeline) throws IOException {
        Map<String, String> ingredients = stage.work().orElseThrow().preimage(0).ingredients();
        for (Map.Entry<String, String> ingredient : ingredients.entrySet()) {
            String path = ingredient.getKey().replaceFirst("^" + KeyPreimage.PARAMETER, "");
            Optional<String> other = another(ingredient.getValue());
            if (path.equals(ingredient.getKey()) || other.isEmpty()) {
                continue;
            }
            boolean ofModel = path.startsWith("model.");
            Set<Effect> known = effects.computeIfAbsent(
                    ofModel ? path : stage.stage().type().name() + " " + path, name -> new TreeSet<>());
            if (!known.contains(Effect.ANOTHER_RESULT)) {
                String place = ofModel ? path : "stages." + stage.name() + ".with." + path;
                known.add(effect(stage, place + "=" + other.get(), pipeline));
            }
        }
    }

    private static Effect effect(StagePlan before, String override, TestPipeline pipeline) throws IOException {
        PipelineSpec changed;
        try {
            changed = pipeline.read(override);
        } catch (PipelineException refused) {
            return Effect.NOT_COMPUTED;
        }
        CacheKey oldKey = before.work().orElseThrow().key(0);
        RunReport report = pipeline.run(changed, Selection.of(changed, List.of(before.name()), List.of(), false));
        if (!report.isComplete()) {
            return Effect.NOT_COMPUTED;
        }
        CacheKey newKey = report.resultsOf(before.name()).work().key(0);
        if (newKey.equals(oldKey)) {
            return Effect.NOT_COMPUTED;
        }
        return outputs(newKey, pipeline).equals(outputs(oldKey, pipeline)) ? Effect.NONE : Effect.ANOTHER_RESULT;
    }

    private static Map<String, Digest> outputs(CacheKey key, TestPipeline pipeline) {
        Map<String, Digest> digests = new TreeMap<>();
        pipeline.store()
                .find(key)
                .orElseThrow()
                .outputs()
                .forEach((name, output) -> digests.put(name, output.digest()));
        return digests;
    }

    /** Another value of the same kind: a number a little larger, the other of true and false, a list with other elements. */
    private static Optional<String> another(String value) {
        Matcher number = Pattern.compile("(-?[0-9.]+(?:E-?[0-9]+)?)( \\S+)?").matcher(value);
        if (value.equals("true") || value.equals("false")) {
            return Optional.of(Boolean.toString(!Boolean.parseBoolean(value)));
        }
        if (value.startsWith("[") && value.length() > 2) {
            return Optional.of(
                    anotherList(List.of(value.substring(1, value.length() - 1).split(", ", -1))));
        }
        if (value.matches("[0-9]+\\.\\.[0-9]+")) {
            return Optional.of(value.replaceFirst("[0-9]+$", value.replaceFirst("\\..*", "")));
        }
        if (!number.matches()) {
            return Optional.ofNullable(OTHER_WORDS.get(value));
        }
        BigDecimal old = new BigDecimal(number.group(1));
        String unit = number.group(2) == null ? "" : number.group(2);
        BigDecimal more = (unit.isEmpty() && old.scale() <= 0) || old.signum() == 0
                ? old.add(BigDecimal.ONE)
                : old.multiply(FACTORS.getOrDefault(unit, BigDecimal.valueOf(1.5)));
        return Optional.of(more.stripTrailingZeros().toPlainString() + unit);
    }

    /** The first number is replaced, or else the last element left out. */
    private static String anotherList(List<String> elements) {
        Optional<String> other = another(elements.get(0));
        List<String> changed = new ArrayList<>(elements);
        if (other.isPresent()) {
            changed.set(0, other.get());
        } else {
            changed.remove(changed.size() - 1);
        }
        return changed.toString();
    }

    @Test
    void noParameterMakesANewKeyWithoutANewResult() {
        List<String> inVain = effects.entrySet().stream()
                .filter(entry -> entry.getValue().equals(Set.of(Effect.NONE)))
                .map(Map.Entry::getKey)
                .filter(name -> IDLE.keySet().stream().noneMatch(name::matches))
                .toList();
        assertEquals(List.of(), inVain);
    }

    @Test
    void everyParameterOfEveryStageTypeActsSomewhere() {
        Set<String> acting = effects.entrySet().stream()
                .filter(entry -> entry.getValue().contains(Effect.ANOTHER_RESULT))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> idle = parameters()
                .filter(pattern -> acting.stream().noneMatch(name -> name.matches(pattern)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(IDLE.keySet()), idle, effects.toString());
    }

    /** The numbers, flags and choices among the parameters of all stage types, as regular expressions. */
    private static Stream<String> parameters() {
        return StageCatalog.ofThisProgram().stages().stream()
                .map(Stage::type)
                .filter(type -> !OF_THE_PAPER.contains(type.name()))
                .flatMap(type -> ParameterTypes.of(type.parameters()).fields().stream()
                        .flatMap(field ->
                                paths(field.type(), field.given() ? field.key() : type.name() + " " + field.key())))
                .distinct();
    }

    private static Stream<String> paths(ParameterType type, String path) {
        if (type instanceof ParameterType.Maybe maybe) {
            return paths(maybe.value(), path);
        }
        if (type instanceof ParameterType.Items items) {
            boolean scalars = items.element() instanceof ParameterType.Scalar;
            return paths(items.element(), scalars ? path : path + "\\.[^.]+");
        }
        if (type instanceof ParameterType.Dictionary dictionary) {
            return paths(dictionary.element(), path + "\\.[^.]+");
        }
        if (type instanceof ParameterType.Structure structure) {
            return structure.fields().stream()
                    .filter(field -> !field.outsideKey())
                    .flatMap(field -> paths(field.type(), path + "\\." + field.key()));
        }
        if (type instanceof ParameterType.Union union) {
            return union.variants().values().stream().flatMap(variant -> paths(variant, path));
        }
        boolean hasOtherValues = type instanceof ParameterType.Quantity
                || type instanceof ParameterType.Flag
                || type instanceof ParameterType.Selection
                || type instanceof ParameterType.Enumeration;
        return hasOtherValues ? Stream.of(path) : Stream.empty();
    }
}
