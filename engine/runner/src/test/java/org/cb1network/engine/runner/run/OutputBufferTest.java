package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.EntryDraft;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputBufferTest {

    private static final long SEED = 42;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, OutputBuffer.IN_MEMORY - 1, OutputBuffer.IN_MEMORY, OutputBuffer.IN_MEMORY + 1, 3_000_000})
    void outputsOfAnyLengthArrive(int length) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + length);
        byte[] content = new byte[length];
        random.nextBytes(content);
        OutputBuffer buffer = new OutputBuffer(bench.store());
        for (int from = 0; from < length; ) {
            int to = Math.min(length, from + 1 + random.nextInt(100_000));
            if (to == from + 1) {
                buffer.write(content[from]);
            } else {
                buffer.write(content, from, to - from);
            }
            from = to;
        }
        buffer.close();
        EntryDraft.Builder draft = EntryDraft.builder();
        buffer.addTo(draft, "out");
        CacheKey key = new CacheKey(Digest.of(new byte[] {1}));
        var entry = bench.store().publish(key, draft.build());
        assertArrayEquals(content, bench.store().read(entry.output("out")), "seed " + SEED);
        assertEquals(List.of(), bench.temporaryFiles());
    }

    @Test
    void aDiscardedBufferLeavesNoFileAndMayBeDiscardedAgain() throws IOException {
        OutputBuffer buffer = new OutputBuffer(bench.store());
        byte[] content = new byte[2_000_000];
        Arrays.fill(content, (byte) 7);
        buffer.write(content);
        assertEquals(1, bench.temporaryFiles().size());
        buffer.discard();
        buffer.discard();
        assertEquals(List.of(), bench.temporaryFiles());
    }
}
