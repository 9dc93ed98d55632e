package org.cb1network.stages.script;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;

/** Checks what a program wrote against the outputs that its stage declares, and stores it. */
final class ScriptOutputs {

    private static final int MOST_NAMED = 5;

    private final ScriptFolder folder;
    private final ScriptParameters parameters;
    private final StageContext context;
    private final Set<Path> declared = new TreeSet<>();

    ScriptOutputs(ScriptFolder folder, ScriptParameters parameters, StageContext context) {
        this.folder = folder;
        this.parameters = parameters;
        this.context = context;
    }

    /**
     * Stores all declared outputs, and warns of files that are not declared.
     *
     * @throws ScriptException if one is missing, or not as declared
     */
    void store() throws IOException {
        Path written = folder.path().resolve("outputs");
        if (!Files.isDirectory(written, LinkOption.NOFOLLOW_LINKS)) {
            throw new ScriptException("the folder 'outputs' is no longer there");
        }
        for (OutputPort port : context.type().outputs()) {
            if (port instanceof FileOutput file) {
                store(file);
            } else {
                store((TableOutput) port);
            }
        }
        warnOfOthers(written);
    }

    private void store(FileOutput output) throws IOException {
        Path file = folder.path().resolve("outputs").resolve(output.fileName());
        if (!isThere(file)) {
            throw new ScriptException("it did not write outputs/" + output.fileName() + ", the output '" + output.name()
                    + "'" + insteadOfIt());
        }
        try (OutputStream out = context.file(output.name())) {
            Files.copy(file, out);
        }
    }

    private void store(TableOutput output) throws IOException {
        List<Path> files = new ArrayList<>();
        for (TableFormat format : TableFormat.values()) {
            Path file = folder.path().resolve("outputs").resolve(format.fileName(output.name()));
            if (isThere(file)) {
                files.add(file);
            }
        }
        String expected = "outputs/" + TableFormat.CSV.fileName(output.name()) + " or outputs/"
                + TableFormat.ARROW.fileName(output.name());
        if (files.isEmpty()) {
            throw new ScriptException(
                    "it did not write the table '" + output.name() + "' (" + expected + ")" + insteadOfIt());
        } else if (files.size() > 1) {
            throw new ScriptException("it wrote the table '" + output.name() + "' twice (" + expected + ")");
        }
        try {
            store(output, files.get(0));
        } catch (InputFileException e) {
            // The folder's name would not help the user, and the folder no longer exists when the message is read.
            throw new ScriptException(String.valueOf(e.getMessage())
                    .replace(folder.path() + folder.path().getFileSystem().getSeparator(), ""));
        }
    }

    private void store(TableOutput output, Path file) throws IOException {
        List<Column> columns = output.schema().columns();
        List<String> names = columns.stream().map(Column::name).toList();
        try (InputRows rows = InputRows.open(file, names, List.of())) {
            List<String> others = rows.columns().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw new InputFileException(
                        file,
                        "",
                        "column " + String.join(", ", quoted(others)) + " is not declared; the columns of the"
                                + " output '" + output.name() + "' are " + String.join(", ", names)
                                + (others.contains("") ? " (pandas: to_csv(index=False), R: row.names = FALSE)" : ""));
            }
            TableWriter writer = context.table(output.name());
            while (rows.next()) {
                for (int column = 0; column < columns.size(); column++) {
                    write(rows, columns.get(column), column, writer);
                }
                writer.endRow();
            }
        }
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").toList();
    }

    private void write(InputRows rows, Column column, int index, TableWriter writer) throws IOException {
        String name = column.name();
        switch (column.type()) {
            case TEXT -> writer.text(index, rows.text(name));
            case BOOLEAN -> writer.bool(index, rows.flag(name));
            case FLOAT64 ->
                writer.float64(index, parameters.allowMissing() ? rows.numberOrNaN(name) : rows.number(name));
            case INT64 -> writer.int64(index, wholeNumber(rows, name));
            case INT32 -> throw new IllegalStateException("no output declares 32-bit numbers");
        }
    }

    private static long wholeNumber(InputRows rows, String column) throws InputFileException {
        try {
            return new BigDecimal(rows.digits(column)).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            // An exponent of more than ten digits is no BigDecimal.
            throw rows.problem(
                    "'" + rows.digits(column) + "' in column " + column + " is not a whole number of 64 bits");
        }
    }

    /** Returns whether the program wrote a file. A link could lead anywhere, and a pipe would never end. */
    private boolean isThere(Path file) throws ScriptException {
        declared.add(file);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ScriptException("outputs/" + file.getFileName() + " is not a file but "
                    + (Files.isSymbolicLink(file) ? "a link" : "something else"));
        }
        return true;
    }

    private void warnOfOthers(Path written) throws IOException {
        String others = others(written);
        if (!others.isEmpty()) {
            context.warn("the script wrote files that are not declared as outputs and are not kept: " + others);
        }
    }

    /** Says what else the program wrote, such as the file under a name that differs in case. */
    private String insteadOfIt() throws IOException {
        String others = others(folder.path().resolve("outputs"));
        return others.isEmpty() ? "" : "; it wrote " + others;
    }

    /** Returns the names of files that are not declared, of many the first ones. */
    private String others(Path written) throws IOException {
        try (Stream<Path> all = Files.walk(written)) {
            List<String> names = all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !declared.contains(file))
                    .map(file -> written.relativize(file).toString())
                    .sorted()
                    .limit(MOST_NAMED + 1)
                    .toList();
            return String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                    + (names.size() > MOST_NAMED ? " and more" : "");
        }
    }
}
