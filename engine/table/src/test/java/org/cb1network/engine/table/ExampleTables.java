package org.cb1network.engine.table;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Tables that several tests use; as a program, writes them as Arrow, CSV and JSON files for other implementations. */
public final class ExampleTables {

    static final TableSchema ALL_TYPES = TableSchema.of(
            "all types",
            "One column of each type, with the awkward values of each.",
            Column.int32("int32", "1", "32-bit integers"),
            Column.int64("int64", "ms", "64-bit integers"),
            Column.float64("float64", "Hz", "doubles"),
            Column.bool("bool", "truth values"),
            Column.text("text", "text"));

    static final TableSchema SPIKES = TableSchema.of(
            "spikes",
            "One row per spike.",
            Column.int32("neuron", "1", "Index of the neuron"),
            Column.int32("step", "0.1 ms", "Time step"));

    private ExampleTables() {}

    /** Few rows, stored uncompressed. */
    static Table small() {
        return Table.builder(ALL_TYPES)
                .row(0, 0L, 0.0, false, "")
                .row(1, 1L, -0.0, true, "V1")
                .row(-1, -1L, 0.1, true, "V2M, \"CB1\" KO")
                .row(Integer.MAX_VALUE, 1L << 53, Double.MAX_VALUE, false, "line\nbreak\ttab")
                .row(Integer.MIN_VALUE, -(1L << 53), Double.MIN_VALUE, true, "µm θ 神経 🧠")
                .row(7, 7L, Double.NaN, false, " edges ")
                .row(8, 8L, 1.0 / 3, true, "\\ \u0001")
                .build();
    }

    /** More than two batches of every type, of which some buffers compress well and some do not at all. */
    static Table large() {
        return allTypes(2 * TableWriter.BATCH_ROWS + 1234, 20_240_229L);
    }

    static Table allTypes(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Table.Builder table = Table.builder(ALL_TYPES);
        for (int i = 0; i < rows; i++) {
            double value = random.nextInt(100) == 0 ? Double.NaN : random.nextDouble() * 100;
            String text = "population " + random.nextInt(5);
            table.row(i / 3, (long) random.nextInt(1_000_000), value, random.nextBoolean(), text);
        }
        return table.build();
    }

    /** A spike train as a simulation writes it: steps that rise, neurons without order. */
    static Table spikes(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] neurons = new int[rows];
        int[] steps = new int[rows];
        int step = 0;
        for (int i = 0; i < rows; i++) {
            step += random.nextInt(10) == 0 ? 1 : 0;
            steps[i] = step;
            neurons[i] = random.nextInt(9000);
        }
        return Table.builder(SPIKES)
                .column("neuron", neurons)
                .column("step", steps)
                .build();
    }

    /**
     * Writes the small and the large table.
     *
     * @param arguments the folder to write to
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        write(folder, "uncompressed", small());
        write(folder, "zstd", large());
        write(folder, "empty", Table.builder(ALL_TYPES).build());
    }

    private static void write(Path folder, String name, Table table) throws IOException {
        table.write(folder.resolve(name + ".arrow"));
        try (Writer csv = Files.newBufferedWriter(folder.resolve(name + ".csv"));
                Writer json = Files.newBufferedWriter(folder.resolve(name + ".json"))) {
            TableText.csv(table, csv);
            TableText.json(List.of(table), json);
        }
    }
}
