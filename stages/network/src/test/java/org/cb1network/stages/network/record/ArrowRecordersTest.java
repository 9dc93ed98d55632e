package org.cb1network.stages.network.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.network.Simulation;
import org.junit.jupiter.api.Test;

class ArrowRecordersTest {

    @Test
    void tablesHoldWhatRecordersInMemoryHold() throws IOException {
        SpikeTrains spikes = new SpikeTrains();
        SampleSeries membrane = new SampleSeries();
        List<NeuronSelection> some = List.of(NeuronSelection.first("A", 1));
        ByteArrayOutputStream[] files = new ByteArrayOutputStream[5];
        TableSchema[] schemas = {
            ArrowRecorders.spikesSchema(),
            ArrowRecorders.membraneSchema(),
            ArrowRecorders.ratesSchema(),
            ArrowRecorders.conductancesSchema(),
            ArrowRecorders.waveformsSchema()
        };
        TableWriter[] writers = new TableWriter[5];
        for (int i = 0; i < files.length; i++) {
            files[i] = new ByteArrayOutputStream();
            writers[i] = TableWriter.open(files[i], schemas[i]);
        }
        Simulation.of(RecorderTest.network())
                .record(new SpikeRecorder(List.of(), spikes))
                .record(new MembraneRecorder(some, 10, membrane))
                .record(ArrowRecorders.spikes(List.of(), writers[0]))
                .record(ArrowRecorders.membrane(some, 10, writers[1]))
                .record(ArrowRecorders.rates(List.of("A"), 100, writers[2]))
                .record(ArrowRecorders.conductances(some, 10, writers[3]))
                .record(ArrowRecorders.waveforms(List.of("bump"), 10, writers[4]))
                .run(100);
        for (TableWriter writer : writers) {
            writer.close();
        }

        Table spikeTable = Table.read(files[0].toByteArray());
        Table ofA = spikeTable.where(row -> spikeTable.text("population", row).equals("A"));
        assertArrayEquals(spikes.steps("A"), ofA.int32("step"));
        assertArrayEquals(spikes.neurons("A"), ofA.int32("neuron"));
        assertEquals(spikes.count("A") + spikes.count("B"), spikeTable.rows());

        Table membraneTable = Table.read(files[1].toByteArray());
        assertArrayEquals(membrane.values(Series.of("A", 0)), membraneTable.float64("membrane_potential"));
        assertEquals("mV", membraneTable.schema().column("membrane_potential").unit());
        assertEquals(10, Table.read(files[2].toByteArray()).rows());
        assertEquals(200, Table.read(files[3].toByteArray()).rows());
        assertEquals(100, Table.read(files[4].toByteArray()).rows());
    }

    @Test
    void rowsAreWrittenWhileTheSimulationRuns() throws IOException {
        long[] written = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                written[0] += length;
            }
        };
        List<NeuronSelection> everything = NeuronSelection.everything(RecorderTest.network());
        try (TableWriter writer = TableWriter.open(counting, ArrowRecorders.membraneSchema())) {
            Simulation simulation = Simulation.of(RecorderTest.network())
                    .record(ArrowRecorders.membrane(everything, 1, writer))
                    .build();
            long[] after = new long[3];
            for (int i = 0; i < after.length; i++) {
                simulation.runSteps(TableWriter.BATCH_ROWS / 30 + 1);
                after[i] = written[0];
            }
            assertTrue(
                    after[0] > 10_000 && after[1] > after[0] + 10_000 && after[2] > after[1] + 10_000,
                    () -> "bytes after each batch: " + Arrays.toString(after));
        }
    }

    @Test
    void aWriteThatFailsEndsTheSimulation() throws IOException {
        OutputStream full = new OutputStream() {
            private int left = 10_000;

            @Override
            public void write(int b) throws IOException {
                if (--left < 0) {
                    throw new IOException("no space left");
                }
            }
        };
        TableWriter writer = TableWriter.open(full, ArrowRecorders.membraneSchema());
        List<NeuronSelection> everything = NeuronSelection.everything(RecorderTest.network());
        Simulation.Builder simulation =
                Simulation.of(RecorderTest.network()).record(ArrowRecorders.membrane(everything, 1, writer));
        assertThrows(UncheckedIOException.class, () -> simulation.run(1000));
        assertThrows(IOException.class, writer::close);
    }
}
