package org.cb1network.engine.runner.spec.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.ReferenceText;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageType;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a stage that must be known before any stage is read.
 *
 * @param name its name
 * @param position where it is defined
 * @param body the content of the stage
 * @param stage its implementation; empty if the pipeline names no existing stage type
 * @param type its type, with the ports that it declares if the type lets it; empty if there is none
 * @param each the stage named by {@code each:}; null if there is none
 */
record StageHeader(
        String name,
        SourcePosition position,
        Node.Mapping body,
        Optional<Stage<?>> stage,
        Optional<StageType<?>> type,
        Node.@Nullable Scalar each) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final int LONGEST_NAME = 100;

    /** Names of devices on Windows, with any extension. A stage's tables are files whose names begin with its name. */
    private static final Pattern NO_FILE_ON_WINDOWS = Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private static final List<String> KEYS = List.of(
            "run",
            "describe",
            "circuit",
            "condition",
            "set",
            "with",
            "inputs",
            PortsReader.OUTPUTS,
            "sweep",
            StageReader.POINT_TIME);

    static StageHeader read(Node.Entry entry, StageCatalog catalog, Binder binder, Problems problems) {
        if (!isName(entry.key())) {
            problems.add(
                    entry.keyPosition(),
                    "'" + Spelling.shorten(entry.key()) + "' is not a name for a stage",
                    nameAdvice(entry.key()));
        }
        if (!(entry.value() instanceof Node.Mapping body)) {
            problems.add(
                    entry.value().position(),
                    entry.value().describe() + " was found where a stage is expected",
                    "write at least 'run: TYPE'");
            return new StageHeader(
                    entry.key(),
                    entry.keyPosition(),
                    new Node.Mapping(entry.value().position(), Map.of()),
                    Optional.empty(),
                    Optional.empty(),
                    null);
        }
        Mappings.requireKeys(body, KEYS, "in a stage", problems);
        Node each = body.get("sweep") instanceof Node.Mapping sweep ? sweep.get(SweepReader.EACH) : null;
        Optional<Stage<?>> stage = stage(entry, body, catalog, binder, problems);
        return new StageHeader(
                entry.key(),
                entry.keyPosition(),
                body,
                stage,
                stage.map(found -> type(found.type(), body, entry, binder, problems)),
                each instanceof Node.Scalar scalar ? scalar : null);
    }

    private static StageType<?> type(
            StageType<?> type, Node.Mapping body, Node.Entry entry, Binder binder, Problems problems) {
        PortsReader ports = new PortsReader(binder, problems);
        if (type.declaresPorts()) {
            return ports.read(type, body, entry);
        }
        Node.Entry outputs = body.entries().get(PortsReader.OUTPUTS);
        if (outputs != null) {
            problems.add(
                    outputs.keyPosition(),
                    "the outputs of stages of type '" + type.name() + "' are fixed: "
                            + String.join(
                                    ", ",
                                    type.outputs().stream()
                                            .map(OutputPort::name)
                                            .toList()),
                    "remove this");
        }
        return type.ports() == StageType.Ports.OWN_INPUTS
                ? type.withPorts(ports.inputs(body, false), type.outputs())
                : type;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches()
                && text.length() <= LONGEST_NAME
                && !text.equals(ReferenceText.CHOICES)
                && !isDevice(text);
    }

    /** Returns whether Windows reserves a name for a device, so that no file or folder can have it. */
    static boolean isDevice(String name) {
        return NO_FILE_ON_WINDOWS.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static String nameAdvice(String name) {
        if (name.equals(ReferenceText.CHOICES)) {
            return "references to choices begin with it; choose another";
        }
        if (isDevice(name)) {
            return "Windows cannot have files of that name; choose another";
        }
        return name.length() > LONGEST_NAME
                ? "it has " + name.length() + " characters; at most " + LONGEST_NAME + " are allowed"
                : "begin with a lower-case letter, followed by lower-case letters, digits and -";
    }

    private static Optional<Stage<?>> stage(
            Node.Entry entry, Node.Mapping body, StageCatalog catalog, Binder binder, Problems problems) {
        Node run = body.get("run");
        if (run == null) {
            problems.add(
                    entry.keyPosition(),
                    "the stage '" + Spelling.shorten(entry.key()) + "' does not say what it runs",
                    "add 'run:' with one of " + String.join(", ", catalog.names()));
            return Optional.empty();
        }
        Optional<String> type = binder.text(run);
        Optional<Stage<?>> stage = type.flatMap(catalog::find);
        if (type.isPresent() && stage.isEmpty()) {
            problems.add(
                    run.position(),
                    "there is no stage type " + run.describe(),
                    problems.advice(type.get(), catalog.names()));
        }
        return stage;
    }
}
