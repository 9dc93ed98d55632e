package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesCommandTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void runTheNetwork() throws IOException {
        shell = new Shell(folder);
        assertEquals(0, shell.run("run", "sim").exit());
    }

    @Test
    void theSpikesOfAllPointsAreOneTableWithAxesAndTimes() throws IOException {
        Path file = folder.resolve("out/spikes.arrow");
        Shell.Result result = shell.run("tables", "sim.spikes", "--to", file.toString());
        assertEquals(0, result.exit(), result.err());
        Table spikes = Table.read(file);
        assertEquals(
                List.of("condition", "replicate", "population", "neuron", "step", "time"),
                spikes.schema().columns().stream().map(Column::name).toList());
        assertTrue(spikes.rows() > 0);
        assertEquals(spikes.int32("step", 0) / 10.0, spikes.float64("time", 0));
        assertEquals("ms", spikes.schema().column("time").unit());
    }

    @Test
    void pointsAreChosenByTheirAxes() {
        Path file = folder.resolve("rates.csv");
        Shell.Result result = shell.run(
                "tables", "sim.rates", "--to", file.toString(), "--where", "condition=weak", "--where", "replicate=2");
        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().contains("1 row of 1 point"), result.out());
        Shell.Result none = shell.run("tables", "sim.rates", "--to", file.toString(), "--where", "conditio=weak");
        assertEquals(2, none.exit());
        assertTrue(none.err().contains("has no axis 'conditio'; did you mean 'condition'?"), none.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "condition", "condition=", "=weak"})
    void aChoiceOfPointsIsAnAxisWithAValue(String where) {
        for (List<String> command : List.of(
                List.of("show", "sim.rates", "--where", where),
                List.of(
                        "tables",
                        "sim.rates",
                        "--to",
                        folder.resolve("rates.csv").toString(),
                        "--where",
                        where))) {
            Shell.Result refused = shell.run(command.toArray(String[]::new));
            assertEquals(2, refused.exit());
            assertTrue(
                    refused.err().contains("--where takes AXIS=VALUE, such as condition=V2M, not '" + where + "'"),
                    refused.err());
        }
    }

    @Test
    void aPointHasOneValueOfEachAxis() {
        Shell.Result refused =
                shell.run("show", "sim.rates", "--where", "condition=weak", "--where", "condition=strong");
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("--where gives the axis 'condition' twice"), refused.err());
    }

    @Test
    void aFileThatExistsIsReplacedOnlyOnRequest() throws IOException {
        Path file = folder.resolve("rates.csv");
        Files.writeString(file, "mine");
        Shell.Result refused = shell.run("tables", "sim.rates", "--to", file.toString());
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("rates.csv exists already; name another file"), refused.err());
        assertEquals("mine", Files.readString(file));
        assertEquals(
                0,
                shell.run("tables", "sim.rates", "--to", file.toString(), "--replace")
                        .exit());
        assertEquals(7, Files.readAllLines(file).size());
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        Shell.Result refused = shell.run("tables", "sim.rates", "--replace", "--to", file.toString());
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("notes.txt is no folder"), refused.err());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aFormatThatIsNotWrittenMakesNoFolderOfThatName() {
        Path file = folder.resolve("rates.xlsx");
        Shell.Result refused = shell.run("tables", "sim.rates", "--to", file.toString());
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("tables are written as NAME.arrow or NAME.csv, not as "), refused.err());
        assertFalse(Files.exists(file));
    }

    @Test
    void severalTablesGoIntoAFolder() {
        Path place = folder.resolve("tables");
        Shell.Result result = shell.run("tables", "sim.rates", "sim.spikes", "--csv", "--to", place.toString());
        assertEquals(0, result.exit(), result.err());
        assertTrue(Files.exists(place.resolve("sim.rates.csv")) && Files.exists(place.resolve("sim.spikes.csv")));
    }
}
