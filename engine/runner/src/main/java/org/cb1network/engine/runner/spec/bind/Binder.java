package org.cb1network.engine.runner.spec.bind;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.CommandOutput;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.stage.SourceFiles;
import org.cb1network.engine.table.NearestName;
import org.cb1network.engine.table.ShortestDouble;
import org.jspecify.annotations.Nullable;

/**
 * Converts YAML values to {@link Draft}s of a {@link ParameterType}. Errors are reported and leave a {@link
 * Draft.Broken} behind, so that the remaining values are checked, too.
 */
public final class Binder {

    /** The key of the published value of a choice. */
    public static final String PUBLISHED = "published";

    /** Punctuation allowed in user-defined names; neither paths nor references use it. */
    private static final String NAME_MARKS = "_/+-";

    private static final int LONGEST_NAME = 100;

    private final Problems problems;
    private final DataFiles files;
    private final Map<String, ChoiceNodes> choices;
    private final boolean takesReferences;
    private final Map<List<String>, CommandOutput> commands = new HashMap<>();
    private final List<Draft.Hole> references = new ArrayList<>();

    /**
     * The two values of a choice as written, and which of them it stands for.
     *
     * @param entry the whole choice
     * @param computed a reference or a value
     * @param published a value
     */
    public record ChoiceNodes(Node.Entry entry, Node computed, Node published, boolean useComputed) {}

    /**
     * Creates a binder.
     *
     * @param problems receives errors
     * @param folder folder that paths of data files are relative to
     * @param choices the meaning of <code>${choices.name}</code>, by name
     */
    public Binder(Problems problems, Path folder, Map<String, ChoiceNodes> choices) {
        this(problems, new DataFiles(folder), choices, true);
    }

    private Binder(Problems problems, DataFiles files, Map<String, ChoiceNodes> choices, boolean takesReferences) {
        this.problems = problems;
        this.files = files;
        this.choices = choices;
        this.takesReferences = takesReferences;
    }

    /**
     * Checks the default of a parameter.
     *
     * @throws PipelineException if it is not valid
     */
    static void checkDefault(Node node, ParameterType type) {
        Problems problems = new Problems();
        Draft draft = new Binder(problems, Path.of(""), Map.of()).bind(node, type);
        draft.forEachMissing(missing -> problems.add(node.position(), "'" + missing.key() + "' is missing"));
        problems.throwIfAny();
    }

    /** Returns the user files named so far, each with the digest of its content. */
    public SortedMap<Path, Digest> dataFiles() {
        return files.digests();
    }

    /** Returns the path of a data file as named in the pipeline, with slashes on every system. */
    public String pathInFolder(DataFile file) {
        return files.pathInFolder(file);
    }

    /** Returns every reference to a value bound so far, even if it is no longer used. */
    public List<Draft.Hole> references() {
        return List.copyOf(references);
    }

    /** Binds a text of the language; empty if the value is not a text, which is reported. */
    public Optional<String> text(Node node) {
        return literals().bind(node, new ParameterType.Text()) instanceof Draft.Leaf leaf
                ? Optional.of((String) leaf.build())
                : Optional.empty();
    }

    /** Returns a binder for values that are known before anything runs, such as settings: it reports references. */
    public Binder literals() {
        return new Binder(problems, files, choices, false);
    }

    /** Wraps a value of an optional parameter. */
    public Draft present(Draft value) {
        return new Draft.Maybe(value.position(), value);
    }

    /** Returns a placeholder for a wrong value that was reported. */
    public Draft broken(SourcePosition position) {
        return new Draft.Broken(position);
    }

    /**
     * Returns a number as a parameter requires it.
     *
     * @param number in the parameter's unit
     */
    public Draft number(BigDecimal number, ParameterType.Quantity type, SourcePosition position) {
        Object value = QuantityText.convert(number, type, position, number, problems);
        return value == null ? new Draft.Broken(position) : new Draft.Leaf(position, value);
    }

    /** Returns whether a text can be the name of a condition, a circuit or a dictionary entry. */
    public static boolean isName(String text) {
        boolean isName = !text.isEmpty() && text.length() <= LONGEST_NAME && Character.isLetterOrDigit(text.charAt(0));
        for (int i = 1; isName && i < text.length(); i++) {
            isName = Character.isLetterOrDigit(text.charAt(i)) || NAME_MARKS.indexOf(text.charAt(i)) >= 0;
        }
        return isName;
    }

    /** Returns advice for invalid names. */
    public static String nameAdvice() {
        return "names are made of letters, digits and _ - + /, begin with a letter or digit, and have at most "
                + LONGEST_NAME + " characters";
    }

    /** Binds a value. */
    public Draft bind(Node node, ParameterType type) {
        if (type instanceof ParameterType.Maybe maybe) {
            boolean absent = node instanceof Node.Scalar scalar && scalar.isNull();
            return new Draft.Maybe(node.position(), absent ? null : bind(node, maybe.value()));
        }
        if (node instanceof Node.Scalar scalar && ReferenceText.isReference(scalar.text())) {
            return type instanceof ParameterType.Dictionary dictionary && ReferenceText.isAllChoices(scalar.text())
                    ? allChoices(scalar, dictionary)
                    : reference(scalar, type);
        }
        if (type instanceof ParameterType.Scalar scalarType) {
            return scalar(node, scalarType);
        }
        if (type instanceof ParameterType.Items items) {
            return items(node, items);
        }
        if (type instanceof ParameterType.Dictionary dictionary) {
            return dictionary(node, dictionary);
        }
        if (type instanceof ParameterType.Union union) {
            return union(node, union);
        }
        if (type instanceof ParameterType.Sources) {
            return sources(node);
        }
        if (type instanceof ParameterType.Command) {
            return command(node);
        }
        return structure(node, (Structure) type, Map.of());
    }

    /**
     * Binds a record for which the pipeline provides some components.
     *
     * @param node null if nothing is written; then {@code position} is that of the enclosing value
     * @param given the drafts of the provided components by key
     */
    public Draft.Struct structure(
            @Nullable Node node, SourcePosition position, Structure structure, Map<String, Draft> given) {
        return structure(node == null ? new Node.Mapping(position, Map.of()) : node, structure, given);
    }

    private Draft.Struct structure(Node node, Structure structure, Map<String, Draft> given) {
        Node.Mapping mapping = mapping(node, structure);
        return struct(
                mapping == null ? new Node.Mapping(node.position(), Map.of()) : mapping,
                mapping == null,
                structure,
                given);
    }

    private Draft.Struct struct(Node.Mapping mapping, boolean broken, Structure structure, Map<String, Draft> given) {
        List<String> keys = structure.keys();
        for (Node.Entry entry : mapping.entries().values()) {
            if (!keys.contains(entry.key())) {
                unknownKey(entry, keys);
            }
        }
        List<Draft> fields = new ArrayList<>();
        for (Field field : structure.fields()) {
            Draft part = field.given() ? given.get(field.key()) : null;
            if (part == null) {
                part = broken || field.given()
                        ? new Draft.Broken(mapping.position())
                        : field(mapping.get(field.key()), mapping.position(), field);
            }
            fields.add(part);
        }
        return new Draft.Struct(mapping.position(), structure, fields);
    }

    private Draft field(@Nullable Node node, SourcePosition owner, Field field) {
        if (node != null) {
            return bind(node, field.type());
        }
        if (field.defaultValue() != null) {
            return bind(field.defaultValue(), field.type()).at(owner);
        }
        if (field.type() instanceof ParameterType.Maybe) {
            return new Draft.Maybe(owner, null);
        }
        return new Draft.Missing(owner, field.key(), field.type());
    }

    private void unknownKey(Node.Entry entry, List<String> keys) {
        problems.add(
                entry.keyPosition(),
                "there is no key '" + Spelling.shorten(entry.key()) + "' here",
                startsWithDigit(entry.key())
                        ? "a comma ends a value within braces; decimals follow a point"
                        : problems.advice(entry.key(), keys));
    }

    /** Detects keys such as that in {@code 1,5 s}. No key of the language begins with a digit. */
    private static boolean startsWithDigit(String key) {
        return !key.isEmpty() && Character.isDigit(key.charAt(0));
    }

    /** Returns a mapping. An empty value is an empty mapping, as in a block whose lines are all commented out. */
    private Node.@Nullable Mapping mapping(Node node, ParameterType type) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        if (node instanceof Node.Scalar scalar && scalar.isNull()) {
            return new Node.Mapping(node.position(), Map.of());
        }
        problems.add(
                node.position(),
                node.describe() + " was found where " + type.describe() + " is expected",
                type instanceof Structure structure ? "give " + String.join(", ", structure.keys()) : "");
        return null;
    }

    private Draft union(Node node, ParameterType.Union union) {
        Node.Mapping mapping = mapping(node, union);
        if (mapping == null) {
            return new Draft.Broken(node.position());
        }
        Structure structure = union.variantOf(mapping);
        if (structure == null) {
            unknownVariant(mapping, union);
            return new Draft.Broken(node.position());
        }
        Map<String, Node.Entry> rest = new LinkedHashMap<>(mapping.entries());
        rest.remove(ParameterType.Union.KEY);
        return struct(new Node.Mapping(mapping.position(), rest), false, structure, Map.of());
    }

    private void unknownVariant(Node.Mapping mapping, ParameterType.Union union) {
        if (mapping.get(ParameterType.Union.KEY) instanceof Node.Scalar name) {
            problems.add(
                    name.position(),
                    "there is no type " + name.describe() + " here",
                    problems.advice(name.text(), union.variants().keySet()));
        } else {
            problems.add(
                    mapping.position(),
                    "the key 'type' is missing",
                    "add it with one of " + String.join(", ", union.variants().keySet()));
        }
    }

    private Draft items(Node node, ParameterType.Items type) {
        if (!(node instanceof Node.Sequence sequence)) {
            problems.add(
                    node.position(),
                    node.describe() + " was found where a list is expected",
                    node instanceof Node.Scalar scalar && !scalar.isNull()
                            ? "write [" + Spelling.shorten(scalar.text()) + "]"
                            : "write [ ... ]");
            return new Draft.Broken(node.position());
        }
        List<Draft> items = new ArrayList<>(sequence.items().size());
        for (Node item : sequence.items()) {
            items.add(bind(item, type.element()));
        }
        return new Draft.Items(node.position(), items);
    }

    private Draft sources(Node node) {
        if (items(node, new ParameterType.Items(new ParameterType.Text())) instanceof Draft.Items list
                && list.isComplete()) {
            SourceFiles found = files.findAll((Node.Sequence) node, problems);
            return found == null ? new Draft.Broken(node.position()) : new Draft.Leaf(node.position(), found);
        }
        return new Draft.Broken(node.position());
    }

    private Draft command(Node node) {
        Draft words = items(node, new ParameterType.Items(new ParameterType.Text()));
        if (!(words instanceof Draft.Items list) || !list.isComplete()) {
            return new Draft.Broken(node.position());
        }
        List<String> command = list.texts();
        if (command.isEmpty()) {
            problems.add(node.position(), "a command needs a program", "write [python3, --version], for example");
            return new Draft.Broken(node.position());
        }
        return new Draft.Leaf(
                node.position(),
                commands.computeIfAbsent(
                        command,
                        program -> new CommandOutput(
                                program, new EnvironmentCommand(program, files.folder(), node.position()))));
    }

    private Draft dictionary(Node node, ParameterType.Dictionary type) {
        Node.Mapping mapping = mapping(node, type);
        if (mapping == null) {
            return new Draft.Broken(node.position());
        }
        SortedMap<String, Draft> entries = new TreeMap<>();
        Map<String, Object> keys = new HashMap<>();
        for (Node.Entry entry : mapping.entries().values()) {
            Draft value = bind(entry.value(), type.element());
            Optional<Object> parsed = dictionaryKey(entry, type);
            if (parsed.isPresent()) {
                Object key = parsed.get();
                if (keys.put(key.toString(), key) != null) {
                    problems.add(entry.keyPosition(), "'" + key + "' is given twice", "remove one of them");
                }
                entries.put(key.toString(), value);
            }
        }
        return new Draft.Entries(node.position(), entries, keys);
    }

    private Optional<Object> dictionaryKey(Node.Entry entry, ParameterType.Dictionary type) {
        try {
            Object key = parseKey(entry.key(), type);
            boolean named = type.parseKey() != null || isName(entry.key());
            if (!named) {
                problems.add(
                        entry.keyPosition(), "'" + Spelling.shorten(entry.key()) + "' is not a name", nameAdvice());
            }
            return named ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException e) {
            problems.add(
                    entry.keyPosition(),
                    "'" + Spelling.shorten(entry.key()) + "' cannot be a name here",
                    String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Returns the key of a Java map for a name.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    static Object parseKey(String name, ParameterType.Dictionary type) {
        if (type.parseKey() == null) {
            return name;
        }
        try {
            return type.parseKey().invoke(null, name);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("a key cannot be made", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a key cannot be made", e);
        }
    }

    private Draft reference(Node.Scalar node, ParameterType type) {
        if (!takesReferences) {
            problems.add(node.position(), "a reference has no meaning here", "write it out");
            return new Draft.Broken(node.position());
        }
        if (!(type instanceof ParameterType.Scalar scalarType) || type instanceof ParameterType.File) {
            problems.add(
                    node.position(),
                    "a reference gives a single value, but " + type.describe() + " is expected here",
                    type instanceof ParameterType.Dictionary dictionary && dictionary.takesChoices()
                            ? "write it out, or ${choices} for all choices of the pipeline"
                            : "write it out");
            return new Draft.Broken(node.position());
        }
        ReferenceText reference = ReferenceText.parse(node, problems);
        if (reference == null) {
            return new Draft.Broken(node.position());
        }
        if (reference.isChoice()) {
            return choice(node, reference.name(), type);
        }
        if (reference.value().column().isEmpty()) {
            problems.add(
                    node.position(),
                    reference.value() + " is a whole output, but " + type.describe() + " is expected here",
                    "name one of its columns: ${stage.output.column}");
            return new Draft.Broken(node.position());
        }
        Draft.Hole hole = new Draft.Hole(node.position(), reference.value(), scalarType);
        references.add(hole);
        return hole;
    }

    private Draft choice(Node.Scalar node, String name, ParameterType type) {
        ChoiceNodes choice = choices.get(name);
        if (choice == null) {
            problems.add(
                    node.position(),
                    "there is no choice '" + Spelling.shorten(name) + "'",
                    problems.advice(name, choices.keySet()));
            return new Draft.Broken(node.position());
        }
        Draft computed = bind(choice.computed(), type);
        Draft published = bind(choice.published(), type);
        return choice.useComputed() ? computed : published;
    }

    /** Returns the choices whose published values fit the component {@code published} of the values of a mapping. */
    private Draft allChoices(Node.Scalar node, ParameterType.Dictionary type) {
        if (!type.takesChoices()) {
            problems.add(node.position(), "the choices do not fit here", "write out " + type.describe());
            return new Draft.Broken(node.position());
        }
        Structure element = (Structure) type.element();
        ParameterType published =
                element.fields().get(element.indexOf(PUBLISHED)).type();
        Map<String, Node.Entry> fitting = new LinkedHashMap<>();
        choices.forEach((name, choice) -> {
            if (fits(choice.published(), published)) {
                Node.Mapping whole = (Node.Mapping) choice.entry().value();
                Map<String, Node.Entry> parts = new LinkedHashMap<>(whole.entries());
                parts.keySet().retainAll(element.keys());
                fitting.put(
                        name,
                        new Node.Entry(choice.entry().keyPosition(), name, new Node.Mapping(whole.position(), parts)));
            }
        });
        return dictionary(new Node.Mapping(node.position(), fitting), type);
    }

    private static boolean fits(Node value, ParameterType type) {
        Problems problems = new Problems();
        new Binder(problems, Path.of(""), Map.of()).bind(value, type);
        return problems.isEmpty();
    }

    private Draft scalar(Node node, ParameterType.Scalar type) {
        if (type instanceof ParameterType.Anything) {
            Setting setting = SettingText.read(node, problems);
            return setting == null ? new Draft.Broken(node.position()) : new Draft.Leaf(node.position(), setting);
        }
        if (type instanceof ParameterType.Selection) {
            Indices indices = IndicesText.read(node, problems);
            return indices == null ? new Draft.Broken(node.position()) : new Draft.Leaf(node.position(), indices);
        }
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            problems.add(
                    node.position(),
                    node.describe() + " was found where " + type.describe() + " is expected",
                    example(type));
            return new Draft.Broken(node.position());
        }
        Object value = value(scalar, type);
        return value == null ? new Draft.Broken(node.position()) : new Draft.Leaf(node.position(), value);
    }

    private static String example(ParameterType.Scalar type) {
        return type instanceof ParameterType.Quantity quantity
                        && !quantity.unit().isNone()
                ? "write it as '5 " + quantity.unit().symbol() + "'"
                : "";
    }

    /** Returns the Java value of a scalar, or null if an error was reported. */
    private @Nullable Object value(Node.Scalar scalar, ParameterType.Scalar type) {
        if (type instanceof ParameterType.Quantity quantity) {
            return new QuantityText(scalar, quantity, problems).value();
        }
        if (type instanceof ParameterType.File) {
            return files.find(scalar, problems);
        }
        if (scalar.text().contains("${")) {
            problems.add(scalar.position(), "a reference cannot be part of a text", "let ${...} stand alone");
            return null;
        }
        if (type instanceof ParameterType.Text) {
            return scalar.text();
        }
        if (type instanceof ParameterType.Flag) {
            return flag(scalar);
        }
        ParameterType.Enumeration choice = (ParameterType.Enumeration) type;
        Object constant = choice.constants().get(scalar.text());
        if (constant == null) {
            problems.add(
                    scalar.position(),
                    scalar.describe() + " is not " + choice.describe(),
                    NearestName.near(scalar.text(), choice.constants().keySet())
                            .map(name -> "did you mean '" + name + "'?")
                            .orElse(""));
        }
        return constant;
    }

    private @Nullable Boolean flag(Node.Scalar scalar) {
        return switch (scalar.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                problems.add(
                        scalar.position(), scalar.describe() + " is neither true nor false", "write true or false");
                yield null;
            }
        };
    }

    /**
     * Converts the value of a reference to the type of its parameter.
     *
     * @throws PipelineException if the parameter cannot have this value
     */
    public static Draft fill(Draft.Hole hole, Value value) {
        Problems problems = new Problems();
        Object converted = convert(hole, value, problems);
        problems.throwIfAny();
        return new Draft.Leaf(hole.position(), Objects.requireNonNull(converted));
    }

    private static @Nullable Object convert(Draft.Hole hole, Value value, Problems problems) {
        SourcePosition position = hole.position();
        ParameterType.Scalar type = hole.type();
        if (type instanceof ParameterType.Quantity quantity && value.value() instanceof Number number) {
            double asDouble = number.doubleValue();
            if (!Double.isFinite(asDouble)) {
                problems.add(position, hole.reference() + " is " + asDouble, "look at the stage that computes it");
                return null;
            }
            BigDecimal decimal =
                    number instanceof Double ? ShortestDouble.digits(asDouble) : BigDecimal.valueOf(number.longValue());
            Optional<UnitOfMeasure> unit = UnitOfMeasure.of(value.unit().isEmpty() ? "1" : value.unit());
            if (unit.isEmpty() || !unit.get().isConvertibleTo(quantity.unit())) {
                problems.add(
                        position,
                        hole.reference() + " is in " + value.unit() + ", but " + quantity.describe()
                                + " is expected here");
                return null;
            }
            return QuantityText.convert(
                    unit.get().convert(decimal, quantity.unit()), quantity, position, hole.reference(), problems);
        }
        if (type instanceof ParameterType.Anything) {
            return SettingText.of(value);
        }
        if (type instanceof ParameterType.Selection
                && value.value() instanceof Number number
                && number.intValue() > 0) {
            return Indices.first(number.intValue());
        }
        if (type instanceof ParameterType.Flag && value.value() instanceof Boolean) {
            return value.value();
        }
        if (type instanceof ParameterType.Text && value.value() instanceof String) {
            return value.value();
        }
        if (type instanceof ParameterType.Enumeration choice && value.value() instanceof String name) {
            Object constant = choice.constants().get(name);
            if (constant != null) {
                return constant;
            }
        }
        problems.add(
                position,
                hole.reference() + " is '" + Spelling.shorten(value.value().toString()) + "', but " + type.describe()
                        + " is expected here");
        return null;
    }
}
