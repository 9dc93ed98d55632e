package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {

    @TempDir
    private Path folder;

    private static List<String> names(Table table) {
        return table.schema().columns().stream().map(Column::name).toList();
    }

    @Test
    void theAxesComeFirstInTheOrderOfTheSweepTheFirstOneSlowest() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add())) {
            Table table = bench.table(bench.run("a: {run: add, sweep: {y: [10, 20], x: [1, 2]}}"), "a");
            assertEquals(List.of("y", "x", "value"), names(table));
            assertArrayEquals(new double[] {10, 10, 20, 20}, table.float64("y"));
            assertArrayEquals(new double[] {1, 2, 1, 2}, table.float64("x"));
            assertArrayEquals(new double[] {11, 12, 21, 22}, table.float64("value"));
        }
    }

    @Test
    void anAxisKeepsItsTypeAndUnit() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add())) {
            Table table = bench.table(bench.run("a: {run: add, sweep: {time: [1 s, 5 ms], replicate: 1..2}}"), "a");
            assertEquals("ms", table.schema().columns().get(0).unit());
            assertArrayEquals(new double[] {1000, 1000, 5, 5}, table.float64("time"));
            assertArrayEquals(new int[] {1, 2, 1, 2}, table.int32("replicate"));
        }
    }

    @Test
    void pointsMayHaveAnyNumberOfRows() throws IOException {
        Toy rows = Toy.source("rows", (parameters, context) -> {
            for (int i = 0; i < parameters.x(); i++) {
                Toy.write(context, i);
            }
        });
        try (Workbench bench = new Workbench(folder, rows)) {
            Table table = bench.table(bench.run("a: {run: rows, sweep: {x: [0, 3, 1]}}"), "a");
            assertArrayEquals(new double[] {3, 3, 3, 1}, table.float64("x"));
            assertArrayEquals(new double[] {0, 1, 2, 0}, table.float64("value"));
        }
    }

    @Test
    void aSummaryPassesOnTheAxesOfWhatItSummarizes() throws IOException {
        TableSchema mean = TableSchema.of("mean", "", Column.float64("value", "1", "a number"));
        Toy average = Toy.of(
                "average",
                List.of(new InputPort("in", "a sweep", List.of(Column.float64("value", "1", "a number")))),
                List.of(TableOutput.summaryOf("in", mean)),
                (parameters, context) -> {
                    Table in = context.input("in");
                    Column axis = in.schema().columns().get(0);
                    for (int row = 0; row < in.rows(); row++) {
                        context.table("mean", List.of(axis))
                                .float64(0, in.float64(axis.name(), row))
                                .float64(1, parameters.x() * in.float64("value", row))
                                .endRow();
                    }
                });
        try (Workbench bench = new Workbench(folder, Toy.add(), average)) {
            RunReport report = bench.run("""
                    a: {run: add, sweep: {y: [1, 2]}}
                    m: {run: average, sweep: {x: [1, 10]}, inputs: {in: "${a.out}"}}
                    """);
            Table table = Table.read(bench.store().read(report.resultsOf("m").single("mean")));
            assertEquals(List.of("x", "y", "value"), names(table));
            assertArrayEquals(new double[] {2, 3, 20, 30}, table.float64("value"));
        }
    }

    @Test
    void pointsWithDifferentColumnsFailTheirStageButNotTheRun() throws IOException {
        Toy fickle = Toy.of(
                "fickle",
                List.of(new InputPort("in", "a sweep")),
                List.of(TableOutput.summaryOf("in", Toy.OUT.schema())),
                (parameters, context) -> {
                    Column axis = Column.float64(parameters.x() == 1 ? "one" : "other", "1", "");
                    context.table("out", List.of(axis))
                            .float64(0, 1)
                            .float64(1, 1)
                            .endRow();
                });
        try (Workbench bench = new Workbench(folder, Toy.add(), fickle)) {
            RunReport report = bench.run("""
                    a: {run: add, sweep: {y: [1, 2]}}
                    f: {run: fickle, sweep: {x: [1, 2]}, inputs: {in: "${a.out}"}}
                    """);
            String message = report.stages().get(1).failures().get("");
            assertTrue(message.startsWith("its tables cannot be collected: "), message);
        }
    }

    @Test
    void aTableOfManyRowsIsWrittenThroughATemporaryFile() throws IOException {
        Toy rows = Toy.source("rows", (parameters, context) -> {
            for (int i = 0; i < 100_000; i++) {
                Toy.write(context, StrictMath.sin(i * parameters.x()));
            }
        });
        try (Workbench bench = new Workbench(folder, rows)) {
            Table table = bench.table(bench.run("a: {run: rows, sweep: {x: [1, 2, 3]}}"), "a");
            assertEquals(300_000, table.rows());
            assertEquals(StrictMath.sin(3 * 99_999), table.float64("value", 299_999));
            assertEquals(List.of(), bench.temporaryFiles());
        }
    }
}
