package org.cb1network.stages.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableText;
import org.cb1network.engine.table.TableWriter;

/**
 * The folder in which a program runs for one point:
 *
 * <pre>
 * scripts/cv.py       copies of the user's files, under their own names
 * inputs/spikes.csv   the inputs
 * parameters.json     parameters, seed, point, and the paths of inputs and outputs
 * outputs/            for what it writes
 * </pre>
 *
 * @param path the folder
 * @param inputs paths of the inputs in it, by name
 * @param outputs paths of the outputs in it, by name
 * @param environment environment variables for the program
 */
record ScriptFolder(
        Path path,
        SortedMap<String, String> inputs,
        SortedMap<String, String> outputs,
        Map<String, String> environment) {

    private static final String INPUTS = "inputs";
    private static final String OUTPUTS = "outputs";
    private static final String PARAMETERS = "parameters.json";

    /** Names that no file of the user may have. */
    static final Set<String> OWN = new TreeSet<>(Set.of(INPUTS, OUTPUTS, PARAMETERS));

    private static final String PREFIX = "PIPELINE_";

    /**
     * Settings that make common programs give the same results each time, unless the user's environment overrides them.
     */
    private static final Map<String, String> REPRODUCIBLE = Map.of(
            "PYTHONHASHSEED", "0",
            "PYTHONDONTWRITEBYTECODE", "1",
            "PYTHONUNBUFFERED", "1",
            "SOURCE_DATE_EPOCH", "0",
            "OMP_NUM_THREADS", "1");

    /** Number of bits of the seed that are dropped, so that its size fits every language: R has integers of 31 bits. */
    private static final int SEED_SHIFT = 33;

    /** Creates the folder with everything that the program needs. */
    static ScriptFolder prepare(ScriptParameters parameters, StageContext context) throws IOException {
        Path path = context.scratchFolder();
        parameters.files().copyTo(path);
        Files.createDirectory(path.resolve(INPUTS));
        Files.createDirectory(path.resolve(OUTPUTS));
        SortedMap<String, String> inputs = new TreeMap<>();
        for (InputPort port : context.type().inputs()) {
            String name = INPUTS + "/" + parameters.format().fileName(port.name());
            write(context.inputs(port.name()), parameters.format(), path.resolve(name));
            inputs.put(port.name(), name);
        }
        SortedMap<String, String> outputs = new TreeMap<>();
        for (OutputPort port : context.type().outputs()) {
            String name = port instanceof FileOutput file
                    ? file.fileName()
                    : parameters.format().fileName(port.name());
            outputs.put(port.name(), OUTPUTS + "/" + name);
        }
        ScriptFolder made =
                new ScriptFolder(path, inputs, outputs, environment(path, parameters, context, inputs, outputs));
        made.writeParameters(parameters, context);
        return made;
    }

    private static void write(List<PointTable> tables, TableFormat format, Path file) throws IOException {
        List<Table> parts = new ArrayList<>();
        for (PointTable table : tables) {
            List<Column> axes = new ArrayList<>();
            table.axes().keySet().forEach(axis -> axes.add(Column.text(axis, "")));
            parts.add(table.table().withLeading(axes, List.copyOf(table.axes().values())));
        }
        if (format == TableFormat.CSV) {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                TableText.csv(parts, out);
            }
        } else {
            try (OutputStream out = Files.newOutputStream(file);
                    TableWriter rows = TableWriter.open(out, parts.get(0).schema())) {
                for (Table part : parts) {
                    rows.append(part);
                }
            }
        }
    }

    private static long seed(StageContext context) {
        return context.seed() >>> SEED_SHIFT;
    }

    private static Map<String, String> environment(
            Path path,
            ScriptParameters parameters,
            StageContext context,
            Map<String, String> inputs,
            Map<String, String> outputs)
            throws ScriptException {
        Map<String, String> variables = new LinkedHashMap<>();
        REPRODUCIBLE.forEach((name, value) -> {
            if (System.getenv(name) == null) {
                variables.put(name, value);
            }
        });
        variables.put(PREFIX + "PARAMETERS", path.resolve(PARAMETERS).toString());
        variables.put(PREFIX + "SEED", Long.toString(seed(context)));
        variables.put(PREFIX + "REPLICATE", Integer.toString(context.replicate()));
        add("PARAMETER", parameters.parameters(), Setting::plainText, variables);
        add("POINT", context.axes(), Object::toString, variables);
        add("INPUT", inputs, file -> path.resolve(file).toString(), variables);
        add("OUTPUT", outputs, file -> path.resolve(file).toString(), variables);
        return variables;
    }

    private static <V> void add(
            String kind, Map<String, V> values, Function<V, String> text, Map<String, String> variables)
            throws ScriptException {
        for (Map.Entry<String, V> value : values.entrySet()) {
            String name = PREFIX + kind + "_"
                    + value.getKey().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            if (variables.put(name, text.apply(value.getValue())) != null) {
                throw new ScriptException(
                        "two names give the variable " + name + ", one of them '" + value.getKey() + "'; rename it");
            }
        }
    }

    private void writeParameters(ScriptParameters parameters, StageContext context) throws IOException {
        Map<String, Object> values = new TreeMap<>(parameters.parameters());
        Map<String, Object> units = new TreeMap<>();
        parameters.parameters().forEach((name, value) -> {
            if (!value.unit().isEmpty()) {
                units.put(name, value.unit());
            }
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("parameters", values);
        document.put("units", units);
        document.put("seed", seed(context));
        document.put("replicate", context.replicate());
        document.put("point", context.axes());
        document.put("inputs", inputs);
        document.put("outputs", outputs);
        try (OutputStream out = Files.newOutputStream(path.resolve(PARAMETERS));
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            write(document, json);
            json.writeRaw('\n');
        }
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Setting setting) {
            write(setting.value(), json);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.toPlainString());
        } else if (value instanceof Number number) {
            json.writeNumber(new BigDecimal(number.toString()).toPlainString());
        } else {
            json.writeString(value.toString());
        }
    }
}
