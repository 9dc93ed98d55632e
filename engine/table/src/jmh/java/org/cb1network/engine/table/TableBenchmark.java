package org.cb1network.engine.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Writing and reading the spikes of a long recording: two million rows of neuron and time step, and as many doubles that
 * do not compress.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TableBenchmark {

    private static final int ROWS = 2_000_000;

    private static final TableSchema SPIKES =
            TableSchema.of("spikes", "", Column.int32("neuron", "1", ""), Column.int32("step", "0.1 ms", ""));

    private static final TableSchema POTENTIALS =
            TableSchema.of("potentials", "", Column.float64("potential", "mV", ""));

    private final int[] neurons = new int[ROWS];
    private final int[] steps = new int[ROWS];
    private Table spikes;
    private Table potentials;
    private Path spikesFile;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        double[] potential = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            neurons[i] = random.nextInt(9000);
            steps[i] = i / 50;
            potential[i] = -70 + 20 * random.nextDouble();
        }
        spikes = Table.builder(SPIKES)
                .column("neuron", neurons)
                .column("step", steps)
                .build();
        potentials = Table.builder(POTENTIALS).column("potential", potential).build();
        spikesFile = Files.createTempFile("spikes", ".arrow");
        spikes.write(spikesFile);
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.delete(spikesFile);
    }

    @Benchmark
    public long writeSpikesRowByRow() throws IOException {
        try (TableWriter writer = TableWriter.open(OutputStream.nullOutputStream(), SPIKES)) {
            for (int i = 0; i < ROWS; i++) {
                writer.int32(0, neurons[i]).int32(1, steps[i]).endRow();
            }
            return writer.rows();
        }
    }

    @Benchmark
    public long writeSpikesAsTable() throws IOException {
        return write(spikes);
    }

    @Benchmark
    public long writePotentialsAsTable() throws IOException {
        return write(potentials);
    }

    private static long write(Table table) throws IOException {
        try (TableWriter writer = TableWriter.open(OutputStream.nullOutputStream(), table.schema())) {
            writer.append(table);
            return writer.rows();
        }
    }

    @Benchmark
    public Table readSpikes() throws IOException {
        return Table.read(spikesFile);
    }
}
