package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.cli.workspace.Exclusive;
import org.cb1network.engine.cli.workspace.MissingResultsException;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show}: prints an artifact's schema, summary and first rows, or all of it as CSV or JSON. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a result: its description, its origin, a summary and the first rows.",
        exitCodeList = {"3:there is no such result yet"})
final class ShowCommand implements Callable<Integer> {

    private static final int USUAL_ROWS = 10;

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Parameters(
            paramLabel = "ARTIFACT",
            arity = "1..2",
            description = "STAGE.OUTPUT or STAGE OUTPUT, such as spontaneous.rates; STAGE alone lists its outputs.")
    List<String> artifacts = List.of();

    private String artifact = "";

    @Option(
            names = "--point",
            paramLabel = "N",
            description = "The point, from 0, of an output that has one table per point.")
    @Nullable
    Integer point;

    @Mixin
    ChosenPoints chosen = new ChosenPoints();

    @Option(names = "--csv", description = "Print the whole table as CSV, every number to its last digit.")
    boolean csv;

    @Option(names = "--json", description = "Print the whole table as JSON.")
    boolean json;

    @Option(names = "--log", description = "Print what the program of a script stage printed.")
    boolean log;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Number of rows to show (default: " + USUAL_ROWS + "); --csv and --json print all.")
    @Nullable
    Integer rows;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Exclusive.require("--csv", csv, "--json", json);
        Exclusive.require("--point", point != null, "--where", !chosen.isAll());
        artifact = String.join(".", artifacts);
        boolean whole = csv || json;
        Exclusive.require("--csv or --json", whole, "--rows", rows != null);
        Exclusive.require("--log", log, "--csv or --json", whole);
        if (rows != null && rows < 0) {
            throw new IllegalArgumentException("--rows must not be negative, not " + rows);
        }
        String stage = artifact.contains(".") ? artifact.substring(0, artifact.indexOf('.')) : artifact;
        try (Workspace workspace = Workspace.openForReading(options, remotes, spec)) {
            Selection selection = Selection.of(workspace.pipeline(), List.of(stage), List.of(), false);
            Plan plan = workspace.planner().plan(selection);
            StagePlan wanted = plan.stages().stream()
                    .filter(candidate -> candidate.name().equals(stage))
                    .findFirst()
                    .orElseThrow();
            StageWork work = wanted.work()
                    .orElseThrow(() -> new MissingResultsException("stage '" + stage + "' has no results yet: it needs "
                            + wanted.waitingList() + "; run '" + stage + "' first"));
            if (log) {
                printLog(workspace, work);
            } else if (artifact.equals(stage)) {
                if (whole || rows != null || point != null || !chosen.isAll()) {
                    throw new IllegalArgumentException("name one output of the stage; 'show " + stage + "' lists them");
                }
                list(work);
            } else {
                show(workspace, wanted, work, artifact.substring(stage.length() + 1));
            }
            return ExitCode.OK;
        }
    }

    private void list(StageWork work) {
        PrintWriter out = spec.commandLine().getOut();
        StageSpec stage = work.stage();
        for (OutputPort output : stage.type().outputs()) {
            out.println(stage.name() + "." + output.name() + "  " + output.description() + notYielded(stage, output));
        }
        out.flush();
    }

    private static String notYielded(StageSpec stage, OutputPort output) {
        return stage.output(output.name()).isEmpty() && output instanceof TableOutput table
                ? " (not here: " + table.askedBy().orElseThrow() + " is empty)"
                : "";
    }

    private int chosenPoint(StageWork work) {
        int index = point == null ? chosen.of(work.stage()).get(0).index() : point;
        if (index < 0 || index >= work.size()) {
            throw new IllegalArgumentException("--point must be from 0 to " + (work.size() - 1) + ", not " + index);
        }
        return index;
    }

    private void printLog(Workspace workspace, StageWork work) {
        int index = chosenPoint(work);
        requireResult(workspace, work, index);
        byte[] text = workspace
                .store()
                .find(work.key(index))
                .map(entry -> entry.documents().get(PointComputer.LOG))
                .orElse(new byte[0]);
        PrintWriter out = spec.commandLine().getOut();
        out.print(new String(text, StandardCharsets.UTF_8));
        out.flush();
    }

    private void show(Workspace workspace, StagePlan plan, StageWork work, String output) throws IOException {
        if (work.stage().output(output).isEmpty()) {
            List<String> names =
                    work.stage().outputs().stream().map(OutputPort::name).toList();
            throw new IllegalArgumentException(
                    "stage '" + plan.name() + "' has no output '" + output + "'; " + Spelling.advice(output, names));
        }
        int index = chosenPoint(work);
        Optional<StageResults> results = plan.results();
        boolean single = point == null
                && chosen.isAll()
                && results.isPresent()
                && results.get().isSingle(output);
        if (point == null && !single && (csv || json) && isTable(work, output)) {
            printAll(workspace, work, output);
            return;
        }
        StoredOutput stored = single ? results.get().single(output) : ofPoint(workspace, work, index, output);
        PrintWriter out = spec.commandLine().getOut();
        if (!csv && !json) {
            out.println(artifact + (single ? "" : "  " + work.label(index)).stripTrailing());
            if (point == null && !single && work.size() > 1) {
                out.println("This is one of " + Count.of(work.size(), "point") + ", which have "
                        + ChosenPoints.axes(work.stage()) + ".");
                out.println("'--where AXIS=VALUE' chooses another, or '--point N' (0 to " + (work.size() - 1)
                        + "); --csv and --json print all points.");
            }
            out.println("content: sha-256 " + stored.digest().hex() + ", " + Count.of(stored.length(), "byte"));
            if (!single || work.size() == 1) {
                printProvenance(workspace, work, index, out);
            }
            out.println();
        }
        if (isTable(work, output)) {
            print(List.of(Table.read(workspace.store().read(stored))), out);
        } else if (csv || json) {
            throw new IllegalArgumentException("'" + artifact + "' is a file, not a table");
        } else {
            out.println("file: " + file(work, stored));
        }
        out.flush();
    }

    /** Returns a copy in the folder of results, or a file in the store, which may have to be created. */
    private Path file(StageWork work, StoredOutput stored) throws IOException {
        Path copy = options.resultsFolder()
                .resolve(ResultsFolder.FIGURES)
                .resolve(StageResults.fileName(work.stage(), stored.name()));
        if (Files.exists(copy) && Digest.of(copy).equals(stored.digest())) {
            return copy;
        }
        try (Store store = Store.open(options.storeFolder(), WarningPrinter.to(spec))) {
            return store.file(stored);
        }
    }

    /**
     * Prints the tables of all points as one table, with the axes of the sweep as the first columns. Only one of them
     * is in memory at a time.
     */
    private void printAll(Workspace workspace, StageWork work, String output) throws IOException {
        List<Point> points = chosen.of(work.stage());
        points.forEach(one -> requireResult(workspace, work, one.index()));
        List<Column> axes =
                work.stage().sweep().axes().stream().map(Axis::column).toList();
        PrintWriter out = spec.commandLine().getOut();
        print(
                () -> points.stream()
                        .map(one -> ofPoint(workspace, work, one, output).withLeading(axes, one.values()))
                        .iterator(),
                out);
        out.flush();
    }

    private static Table ofPoint(Workspace workspace, StageWork work, Point one, String output) {
        try {
            return Table.read(workspace.store().read(work.outputOfPoint(workspace.store(), output, one.index())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(Iterable<Table> tables, PrintWriter out) throws IOException {
        if (csv) {
            TableText.csv(tables, out);
        } else if (json) {
            TableText.json(tables, out);
        } else {
            Table table = tables.iterator().next();
            out.println(TableText.summary(table));
            out.print(TableText.head(table, rows == null ? USUAL_ROWS : rows));
        }
    }

    private static boolean isTable(StageWork work, String output) {
        return work.stage().output(output).filter(TableOutput.class::isInstance).isPresent();
    }

    private static StoredOutput ofPoint(Workspace workspace, StageWork work, int index, String output)
            throws IOException {
        requireResult(workspace, work, index);
        return work.outputOfPoint(workspace.store(), output, index);
    }

    private static void requireResult(Workspace workspace, StageWork work, int index) {
        if (!workspace.store().contains(work.key(index))) {
            throw new MissingResultsException("stage '" + work.stage().name() + "' has no result"
                    + (work.size() == 1 ? "" : " for " + work.label(index)) + " yet; run it first");
        }
    }

    private static void printProvenance(Workspace workspace, StageWork work, int index, PrintWriter out) {
        Optional<Entry> entry = workspace.store().find(work.key(index));
        entry.flatMap(Provenance::of)
                .ifPresent(origin -> out.println("computed: " + origin.started().truncatedTo(ChronoUnit.SECONDS) + " "
                        + origin.how() + ", " + origin.os()));
        entry.flatMap(KeyPreimage::of)
                .ifPresent(preimage ->
                        preimage.ingredients().forEach((name, value) -> out.println("  " + name + ": " + value)));
    }
}
