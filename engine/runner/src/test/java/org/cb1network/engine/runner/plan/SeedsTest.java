package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

    /** The rule, recomputed with the JDK: changing it would change every simulation. */
    @Test
    void aSeedIsTheBeginningOfTheHashOfRootSeedAndReplicate() throws Exception {
        ByteBuffer text = ByteBuffer.allocate(21).order(ByteOrder.LITTLE_ENDIAN);
        text.put("replicate".getBytes(StandardCharsets.UTF_8))
                .putLong(20220524L)
                .putInt(3);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.array());
        assertEquals(ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getLong(), Seeds.of(20220524L, 3));
    }

    @Test
    void neighbouringRootSeedsAndReplicatesDoNotShareSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (long root = -50; root < 50; root++) {
            for (int replicate = 1; replicate <= 50; replicate++) {
                seeds.add(Seeds.of(root, replicate));
            }
        }
        assertEquals(100 * 50, seeds.size());
    }
}
