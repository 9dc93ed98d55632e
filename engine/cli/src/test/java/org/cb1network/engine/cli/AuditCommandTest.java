package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    /**
     * Moves the last recorded spike of one point by a step, as if the simulator had changed without its fingerprint.
     * Returns the entry's key.
     */
    static CacheKey moveASpike(Path storeFolder, String point) throws IOException {
        try (Store store = Store.open(storeFolder)) {
            Entry entry = entryOf(store, point);
            Table spikes = Table.read(store.read(entry.output("spikes")));
            int[] steps = spikes.int32("step");
            steps[steps.length - 1] += 1;
            Table moved = Table.builder(spikes.schema())
                    .column("population", spikes.text("population"))
                    .column("neuron", spikes.int32("neuron"))
                    .column("step", steps)
                    .build();
            EntryDraft.Builder draft = EntryDraft.builder();
            entry.documents().forEach(draft::document);
            for (StoredOutput output : entry.outputs().values()) {
                draft.output(output.name(), output.name().equals("spikes") ? moved.toBytes() : store.read(output));
            }
            store.setAside(entry.key());
            store.publish(entry.key(), draft.build());
            return entry.key();
        }
    }

    private static Entry entryOf(Store store, String point) throws IOException {
        for (CacheKey key : store.keys()) {
            Entry entry = store.find(key).orElseThrow();
            byte[] provenance = entry.documents().get(Provenance.DOCUMENT);
            if (provenance != null && Provenance.parse(provenance).point().equals(point)) {
                return entry;
            }
        }
        throw new AssertionError("no entry of " + point);
    }

    @Test
    void aSoundStoreAgreesAndTheSeedIsPrinted() {
        shell.run("run");
        Shell.Result run = shell.run("run", "--audit", "50%", "--audit-seed", "12");
        assertEquals(0, run.exit(), run.err());
        assertTrue(
                run.err()
                        .contains("audit: recomputing 4 of 7 stored points and 1 of 1 collected table"
                                + " (--audit-seed 12)"),
                run.err());
        assertTrue(
                run.err().contains("audit: 4 points and 1 collected table agree with the store to the last bit"),
                run.err());
    }

    @Test
    void anAuditOfARunThatComputesEverythingSaysThatNothingWasChecked() {
        Shell.Result run = shell.run("run", "--audit", "all");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("audit: nothing was checked, because this run has just computed"), run.err());
        assertFalse(run.err().contains("agree with the store"), run.err());
    }

    @Test
    void anEditedEntryIsNamedSetAsideAndComputedByTheNextRun() throws IOException {
        shell.run("run");
        byte[] rates = Files.readAllBytes(folder.resolve("results/tables/sim.rates.arrow"));
        CacheKey key = moveASpike(folder.resolve(".pipeline/store"), "condition=strong, replicate=2");
        assertTrue(shell.run("run").err().contains("nothing to do"), "a run without an audit trusts it");

        Shell.Result audited = shell.run("run", "--audit", "all");
        assertEquals(4, audited.exit(), audited.err());
        List<String> lines = audited.err().lines().toList();
        int first = lines.indexOf("DIFFERENT sim (condition=strong, replicate=2): entry "
                + key.digest().shortHex());
        assertTrue(first > 0, audited.err());
        assertTrue(lines.get(first + 1).matches("  stored \\S+ by version .* on .*, code [0-9a-f]{12}"), audited.err());
        assertTrue(
                lines.get(first + 2)
                        .matches("  spikes: row \\d+ \\(population=E\\): step is \\d+ in the store, \\d+"
                                + " computed again"),
                audited.err());
        assertEquals("  It was set aside.", lines.get(first + 3));
        assertTrue(audited.err().contains("1 result in the store is wrong; run again"), audited.err());

        Shell.Result next = shell.run("run", "--audit", "all");
        assertEquals(0, next.exit(), next.err());
        assertTrue(next.err().contains("1 point computed of 7"), next.err());
        assertTrue(next.err().contains("computing 6 of 6 stored points"), next.err());
        assertArrayEquals(rates, Files.readAllBytes(folder.resolve("results/tables/sim.rates.arrow")));
    }

    @Test
    void programsReceiveEvents() throws IOException {
        shell.run("run");
        moveASpike(folder.resolve(".pipeline/store"), "condition=weak, replicate=1");
        Shell.Result run = shell.run("run", "--json", "--audit", "all", "--audit-seed", "3");
        assertEquals(4, run.exit());
        JsonNode difference = null;
        JsonNode finished = null;
        for (String line : run.outLines()) {
            JsonNode event = new ObjectMapper().readTree(line);
            difference = event.get("event").textValue().equals("audit-difference") ? event : difference;
            finished = event;
        }
        assertEquals("sim", difference.get("stage").textValue());
        assertEquals("condition=weak, replicate=1", difference.get("point").textValue());
        assertEquals("spikes", difference.get("output").textValue());
        assertTrue(difference.get("setAside").booleanValue());
        assertEquals("audit-finished", finished.get("event").textValue());
        assertEquals(1, finished.get("different").intValue());
        assertEquals(3, finished.get("seed").intValue());
    }

    @Test
    void quietPrintsNothingIfEverythingAgrees() {
        shell.run("run");
        assertEquals(new Shell.Result(0, "", ""), shell.run("run", "-q", "--audit", "3"));
    }

    @Test
    void contradictoryOptionsAreRejectedBeforeAnythingRuns() {
        assertUsageError(
                "--audit: a sample is a percentage such as 5%, a number such as 20, or 'all', not 'some'",
                "run", "--audit", "some");
        assertUsageError(
                "--audit and --dry-run exclude each other; leave one of them out", "run", "-n", "--audit", "5%");
        assertUsageError("--audit-seed needs --audit", "run", "--audit-seed", "1");
    }

    private void assertUsageError(String message, String... arguments) {
        Shell.Result result = shell.run(arguments);
        assertEquals("pipeline: " + message, result.err().strip());
        assertEquals(2, result.exit());
    }
}
