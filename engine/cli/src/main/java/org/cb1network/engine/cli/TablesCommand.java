package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cb1network.cache.Store;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.results.OwnFile;
import org.cb1network.engine.cli.workspace.MissingResultsException;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableText;
import org.cb1network.engine.table.TableWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tables}: writes results as files for other programs. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description =
                "Writes tables as Arrow or CSV files for other programs: the rows of all points or of some, with the axes"
                        + " of the sweep as the first columns and, beside time steps, the time in ms.",
        exitCodeList = {"3:there are no such results yet"})
final class TablesCommand implements Callable<Integer> {

    /** The parameter with the duration of a time step, and the column that counts steps. */
    private static final String TIME_STEP = KeyPreimage.PARAMETER + "model.time-step";

    private static final String STEP = "step";
    private static final Column TIME = Column.float64("time", "ms", "start of the time step");

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Parameters(paramLabel = "STAGE.OUTPUT", arity = "1..*", description = "The tables, such as spontaneous.rates.")
    List<String> artifacts = List.of();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PLACE",
            description = "A file NAME.arrow or NAME.csv for a single table, or a folder.")
    Path to = Path.of("");

    @Mixin
    ChosenPoints chosen = new ChosenPoints();

    @Option(names = "--csv", description = "Write CSV files into the folder instead of Arrow files.")
    boolean csv;

    @Option(names = "--replace", description = "Replace files that exist.")
    boolean replace;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OwnFile.requireOutsideStores(to);
        boolean isFile = isCsv(to) || to.toString().toLowerCase(Locale.ROOT).endsWith(".arrow");
        if (!isFile && Files.exists(to) && !Files.isDirectory(to)) {
            throw new IllegalArgumentException(
                    to + " is no folder; --to names a file NAME.csv or NAME.arrow, or a folder");
        }
        if (!isFile && !Files.exists(to) && looksLikeAFile(to)) {
            throw new IllegalArgumentException("tables are written as NAME.arrow or NAME.csv, not as " + to
                    + "; if that is to be a folder, make it first");
        }
        if (isFile && artifacts.size() > 1) {
            throw new IllegalArgumentException("--to must name a folder for several tables, not " + to);
        }
        try (Workspace workspace = Workspace.openForReading(options, remotes, spec)) {
            for (String artifact : artifacts) {
                Path file = isFile ? to : to.resolve(artifact + (csv ? ".csv" : ".arrow"));
                write(workspace, artifact, file);
            }
        }
        return ExitCode.OK;
    }

    /** Returns whether a name ends like that of a file, such as {@code rates.xlsx} or {@code rates.csv.gz}. */
    private static boolean looksLikeAFile(Path path) {
        return String.valueOf(path.getFileName()).matches("[^.].*\\.[A-Za-z]\\w*");
    }

    private static boolean isCsv(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private void write(Workspace workspace, String artifact, Path file) throws IOException {
        int dot = artifact.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("'" + artifact + "' is not a table; write STAGE.OUTPUT");
        }
        String stage = artifact.substring(0, dot);
        StageWork work = workOf(workspace, stage);
        String output = artifact.substring(dot + 1);
        Optional<OutputPort> port = work.stage().output(output);
        if (port.filter(TableOutput.class::isInstance).isEmpty()) {
            List<String> names = work.stage().outputs().stream()
                    .filter(TableOutput.class::isInstance)
                    .map(OutputPort::name)
                    .toList();
            throw new IllegalArgumentException(
                    "stage '" + stage + "' has no table '" + output + "'; " + Spelling.advice(output, names));
        }
        List<Point> points = chosen.of(work.stage());
        for (Point point : points) {
            if (!workspace.store().contains(work.key(point.index()))) {
                throw new MissingResultsException("stage '" + stage + "' has no result"
                        + (work.size() == 1 ? "" : " for " + point) + " yet; run it first");
            }
        }
        long rows = write(workspace.store(), work, output, points, file);
        PrintWriter out = spec.commandLine().getOut();
        out.println(file + ": " + Count.of(rows, "row") + " of " + Count.of(points.size(), "point"));
        if (chosen.isAll() && points.size() > 1) {
            out.println("'--where AXIS=VALUE' writes some of them; the axes are " + ChosenPoints.axes(work.stage()));
        }
        out.flush();
    }

    private static StageWork workOf(Workspace workspace, String stage) throws IOException {
        Selection selection = Selection.of(workspace.pipeline(), List.of(stage), List.of(), false);
        StagePlan plan = workspace.planner().plan(selection).stages().stream()
                .filter(candidate -> candidate.name().equals(stage))
                .findFirst()
                .orElseThrow();
        return plan.work()
                .orElseThrow(() -> new MissingResultsException("stage '" + stage + "' has no results yet: it needs "
                        + plan.waitingList() + "; run '" + stage + "' first"));
    }

    private long write(Store store, StageWork work, String output, List<Point> points, Path file) throws IOException {
        if (Files.exists(file) && !replace) {
            throw new IllegalArgumentException(
                    file + " exists already; name another file, or replace it with --replace");
        }
        OwnFile.makeFolderOf(file);
        Rows rows = new Rows(store, work, output, points);
        WholeFile.write(file, temporary -> {
            if (isCsv(file)) {
                try (Writer out = new OutputStreamWriter(Files.newOutputStream(temporary), StandardCharsets.UTF_8)) {
                    TableText.csv(rows, out);
                }
            } else {
                writeArrow(rows, temporary);
            }
        });
        return rows.count;
    }

    private static void writeArrow(Rows rows, Path file) throws IOException {
        Iterator<Table> tables = rows.iterator();
        Table first = tables.next();
        try (OutputStream out = Files.newOutputStream(file);
                TableWriter writer = TableWriter.open(out, first.schema())) {
            writer.append(first);
            while (tables.hasNext()) {
                writer.append(tables.next());
            }
        }
    }

    /** Iterates over the tables of points with the axes as leading columns. Only one is in memory at a time. */
    private static final class Rows implements Iterable<Table> {
        private final Store store;
        private final StageWork work;
        private final String output;
        private final List<Point> points;
        private long count;

        Rows(Store store, StageWork work, String output, List<Point> points) {
            this.store = store;
            this.work = work;
            this.output = output;
            this.points = points;
        }

        @Override
        public Iterator<Table> iterator() {
            return points.stream().map(this::tableOf).iterator();
        }

        private Table tableOf(Point point) {
            List<Column> axes =
                    work.stage().sweep().axes().stream().map(Axis::column).toList();
            try {
                Table table = withTime(
                        Table.read(store.read(work.outputOfPoint(store, output, point.index()))),
                        work.preimage(point.index()).ingredients().get(TIME_STEP));
                count += table.rows();
                return table.withLeading(axes, point.values());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns a table that counts time steps with the time of each. */
        private static Table withTime(Table table, @Nullable String timeStep) {
            boolean counts = table.schema().has(STEP)
                    && table.schema().column(STEP).type() == ColumnType.INT32
                    && !table.schema().has(TIME.name());
            if (!counts || timeStep == null || !timeStep.endsWith(" ms")) {
                return table;
            }
            BigDecimal ms = new BigDecimal(timeStep.substring(0, timeStep.length() - " ms".length()));
            List<Column> columns = new ArrayList<>(table.schema().columns());
            columns.add(TIME);
            Table.Builder all = Table.builder(
                    new TableSchema(table.schema().name(), table.schema().description(), columns));
            table.schema().columns().forEach(column -> copy(table, column, all));
            all.column(TIME.name(), times(table.int32(STEP), ms));
            return all.build();
        }

        private static void copy(Table table, Column column, Table.Builder to) {
            String name = column.name();
            switch (column.type()) {
                case INT32 -> to.column(name, table.int32(name));
                case INT64 -> to.column(name, table.int64(name));
                case FLOAT64 -> to.column(name, table.float64(name));
                case BOOLEAN -> to.column(name, table.bool(name));
                case TEXT -> to.column(name, table.text(name));
            }
        }

        /** Divides whole numbers, so that step 3 of 0.1 ms is at 0.3 ms and not at 0.30000000000000004 ms. */
        private static double[] times(int[] steps, BigDecimal ms) {
            double multiple = ms.unscaledValue().doubleValue();
            double divisor = BigDecimal.ONE.scaleByPowerOfTen(ms.scale()).doubleValue();
            double[] times = new double[steps.length];
            for (int i = 0; i < steps.length; i++) {
                times[i] = steps[i] * multiple / divisor;
            }
            return times;
        }
    }
}
