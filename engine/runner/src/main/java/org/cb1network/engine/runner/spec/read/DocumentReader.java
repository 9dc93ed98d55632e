package org.cb1network.engine.runner.spec.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.ChoiceSpec;
import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.Sweep;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Binder.ChoiceNodes;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.ReferenceText;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.jspecify.annotations.Nullable;

/** Reads the document after the profile and overrides have been applied. */
final class DocumentReader {

    static final String PROFILES = "profiles";

    /** The keys that profiles can change. */
    static final List<String> KEYS =
            List.of("pipeline", "description", "seed", "model", "circuits", "conditions", "choices", "stages");

    private static final List<String> CHOICE_KEYS = List.of("computed", Binder.PUBLISHED, "confidence", "use");
    private static final Structure HEADER = ParameterTypes.of(Header.class);
    private static final List<String> HEADER_KEYS = List.of("pipeline", "description", "seed");

    private final Node.Mapping document;
    private final Path file;
    private final Digest content;
    private final String profile;
    private final List<String> overrides;
    private final StageCatalog catalog;
    private final Map<Path, Digest> plugins;
    private final Problems problems;
    private final Binder binder;
    private final ReaderContext reading;
    private final Map<String, ChoiceNodes> choiceNodes = new LinkedHashMap<>();
    private final Map<String, ChoiceSpec> choices = new LinkedHashMap<>();
    private final Map<String, StageHeader> headers = new LinkedHashMap<>();
    private final Map<String, StageSpec> stages = new LinkedHashMap<>();

    /**
     * Creates a reader.
     *
     * @param content digest of the file as it was read
     * @param catalog the stage types, including those of plugins
     * @param plugins the jars of the plugins, each with its digest
     */
    DocumentReader(
            Node.Mapping document,
            Path file,
            Digest content,
            String profile,
            List<String> overrides,
            StageCatalog catalog,
            Map<Path, Digest> plugins,
            Problems problems) {
        this.document = document;
        this.file = file;
        this.content = content;
        this.profile = profile;
        this.overrides = overrides;
        this.catalog = catalog;
        this.plugins = plugins;
        this.problems = problems;
        Path folder = file.toAbsolutePath().getParent();
        this.binder = new Binder(problems, folder == null ? file.toAbsolutePath() : folder, choiceNodes);
        this.reading = new ReaderContext(binder, problems, new Budget(), new Precedence(problems));
    }

    PipelineSpec read() {
        List<String> known = new ArrayList<>(KEYS);
        known.add(PROFILES);
        known.add(PluginReader.KEY);
        known.add(ExecutorsReader.KEY);
        known.add(RemotesReader.KEY);
        Mappings.requireKeys(document, known, "in a pipeline", problems);
        Draft header = header();
        readChoices();
        ModelReader model = new ModelReader(document, catalog, reading);
        readHeaders();
        readStages(model);
        checkReferences();
        reportCycles();
        requireStages();
        if (problems.isEmpty()) {
            reading.precedence().checkOverrides(stages.values());
        }
        problems.throwIfAny();
        SiteFile site = SiteFile.read(PipelineReader.siteFiles(file), problems);
        ExecutorSettings executors = new ExecutorsReader(binder, problems).read(document, site);
        Header first = (Header) header.build();
        Map<String, StageSpec> ordered = new LinkedHashMap<>();
        headers.keySet().forEach(name -> ordered.put(name, Objects.requireNonNull(stages.get(name))));
        SortedMap<Path, Digest> files = binder.dataFiles();
        files.putAll(plugins);
        return new PipelineSpec(
                file,
                content,
                files,
                first.name(),
                first.description(),
                first.seed(),
                executors,
                new RemotesReader(binder, problems).read(document, site),
                profile,
                overrides,
                model.circuits(),
                List.copyOf(model.conditions()),
                choices,
                ordered);
    }

    private Draft header() {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(document.entries());
        entries.keySet().retainAll(HEADER_KEYS);
        Node.Mapping mapping = new Node.Mapping(document.position(), entries);
        Draft draft = binder.literals().structure(mapping, mapping.position(), HEADER, Map.of());
        ModelReader.reportMissing(draft, problems);
        if (document.get("pipeline") instanceof Node.Scalar name && !name.isNull()) {
            checkName(name);
        }
        return draft;
    }

    private void checkName(Node.Scalar name) {
        if (name.text().isBlank()) {
            problems.add(name.position(), "the name of the pipeline is empty", "write for example 'pipeline: coba'");
        } else if (name.text().chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    name.position(),
                    "the name of the pipeline has a line break or another control character in it",
                    "write it on one line");
        }
    }

    private void readChoices() {
        Node section = document.get("choices");
        if (section == null) {
            return;
        }
        for (Node.Entry entry : Mappings.entries(section, "a mapping of choices", problems)) {
            Mappings.requireName(entry, problems);
            if (entry.value() instanceof Node.Mapping body) {
                readChoice(entry, body);
            } else {
                problems.add(
                        entry.value().position(),
                        entry.value().describe() + " was found where a choice is expected",
                        "give computed, published and use");
            }
        }
    }

    private void readChoice(Node.Entry entry, Node.Mapping body) {
        Mappings.requireKeys(body, CHOICE_KEYS, "in a choice", problems);
        Node.@Nullable Scalar computed = alternative(entry, body, "computed");
        Node.@Nullable Scalar published = alternative(entry, body, Binder.PUBLISHED);
        Optional<ChoiceSpec.Use> use = use(body.get("use"));
        if (computed == null || published == null || use.isEmpty()) {
            return;
        }
        Optional<Reference> reference = Optional.empty();
        if (ReferenceText.isReference(computed.text())) {
            reference = value(computed);
            if (reference.isEmpty()) {
                return;
            }
        }
        Optional<Reference> confidence = Optional.empty();
        if (body.get("confidence") instanceof Node.Scalar scalar && ReferenceText.isReference(scalar.text())) {
            confidence = value(scalar);
        } else if (body.get("confidence") != null) {
            problems.add(
                    Objects.requireNonNull(body.get("confidence")).position(),
                    "a confidence is a result",
                    "write ${stage.output.column}");
        }
        if (ReferenceText.isReference(published.text())) {
            problems.add(published.position(), "a published value cannot depend on results", "write the value");
            return;
        }
        choiceNodes.put(entry.key(), new ChoiceNodes(entry, computed, published, use.get() == ChoiceSpec.Use.COMPUTED));
        choices.put(
                entry.key(),
                new ChoiceSpec(entry.key(), reference, published.text(), confidence, use.get(), entry.keyPosition()));
    }

    /** Returns a reference to a value of a stage; empty if it is something else, which is reported. */
    private Optional<Reference> value(Node.Scalar node) {
        ReferenceText text = ReferenceText.parse(node, problems);
        if (text != null && (text.isChoice() || text.value().column().isEmpty())) {
            problems.add(
                    node.position(), node.describe() + " is not a value of a stage", "write ${stage.output.column}");
            return Optional.empty();
        }
        return Optional.ofNullable(text).map(ReferenceText::value);
    }

    private Node.@Nullable Scalar alternative(Node.Entry entry, Node.Mapping body, String key) {
        Node node = body.get(key);
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return scalar;
        }
        problems.add(
                node == null ? entry.keyPosition() : node.position(),
                "the choice '" + Spelling.shorten(entry.key()) + "' has no value for '" + key + "'",
                "add it");
        return null;
    }

    private Optional<ChoiceSpec.Use> use(@Nullable Node node) {
        if (node == null) {
            return Optional.of(ChoiceSpec.Use.COMPUTED);
        }
        Optional<String> text = binder.text(node);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get()) {
            case "computed" -> Optional.of(ChoiceSpec.Use.COMPUTED);
            case "published" -> Optional.of(ChoiceSpec.Use.PUBLISHED);
            default -> {
                problems.add(
                        node.position(),
                        node.describe() + " is not one of computed, published",
                        problems.advice(text.get(), List.of("computed", "published")));
                yield Optional.empty();
            }
        };
    }

    private void readHeaders() {
        Node.Entry section = document.entries().get("stages");
        if (section == null) {
            problems.add(document.position(), "the key 'stages' is missing", "add at least one stage");
            return;
        }
        List<Node.Entry> entries = Mappings.entries(section.value(), "a mapping of stages", problems);
        if (entries.isEmpty()) {
            problems.add(section.keyPosition(), "there are no stages", "add at least one");
        }
        for (Node.Entry entry : entries) {
            headers.put(entry.key(), StageHeader.read(entry, catalog, binder, problems));
        }
    }

    /** Reads the stages; a stage that runs for each point of another one is read after it. */
    private void readStages(ModelReader model) {
        Set<String> taken = new HashSet<>();
        for (String name : headers.keySet()) {
            List<StageHeader> chain = new ArrayList<>();
            StageHeader next = headers.get(name);
            while (next != null && taken.add(next.name())) {
                chain.add(next);
                next = next.each() == null ? null : headers.get(next.each().text());
            }
            for (int i = chain.size() - 1; i >= 0; i--) {
                readStage(chain.get(i), model);
            }
        }
    }

    private void readStage(StageHeader header, ModelReader model) {
        if (header.stage().isEmpty()) {
            return;
        }
        Sweep.Each each = null;
        boolean broken = false;
        if (header.each() != null) {
            StageSpec other = stages.get(header.each().text());
            broken = other == null;
            each = other == null ? null : new Sweep.Each(other.name(), other.sweep());
            if (!headers.containsKey(header.each().text())) {
                problems.add(
                        header.each().position(),
                        "there is no stage " + header.each().describe(),
                        problems.advice(header.each().text(), headers.keySet()));
            }
        }
        String type = header.type().orElseThrow().name();
        Optional<StageSpec> stage =
                new StageReader(header, header.stage().get(), catalog.parameters(type), model, reading).read(each);
        if (stage.isPresent() && !broken) {
            stages.put(header.name(), stage.get());
        }
    }

    /** Every stage that could not be read has been reported; otherwise reports at least its name. */
    private void requireStages() {
        for (StageHeader header : headers.values()) {
            if (problems.isEmpty() && !stages.containsKey(header.name())) {
                problems.add(
                        header.position(),
                        "the stage '" + Spelling.shorten(header.name()) + "' cannot be read",
                        "compare it with a valid stage");
            }
        }
    }

    private void checkReferences() {
        ReferenceChecker checker = new ReferenceChecker(headers, stages, problems);
        binder.references().forEach(checker::checkValue);
        choiceNodes.forEach((name, nodes) -> {
            ChoiceSpec choice = Objects.requireNonNull(choices.get(name));
            Node.Mapping body = (Node.Mapping) nodes.entry().value();
            choice.computed()
                    .ifPresent(reference ->
                            checker.checkValue(reference, nodes.computed().position()));
            choice.confidence()
                    .ifPresent(reference -> checker.checkValue(
                            reference,
                            Objects.requireNonNull(body.get("confidence")).position()));
        });
        stages.values().forEach(checker::checkInputs);
    }

    private void reportCycles() {
        Cycles cycles = new Cycles();
        headers.keySet().forEach(cycles::addStage);
        for (StageHeader header : headers.values()) {
            if (header.each() != null && headers.containsKey(header.each().text())) {
                cycles.addEdge(
                        header.name(), header.each().text(), header.each().position());
            }
        }
        for (StageSpec stage : stages.values()) {
            stage.inputs()
                    .forEach(
                            input -> cycles.addEdge(stage.name(), input.source().stage(), input.position()));
            stage.resolver()
                    .openReferences(hole ->
                            cycles.addEdge(stage.name(), hole.reference().stage(), hole.position()));
        }
        cycles.report(problems);
    }
}
