package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryIndexTest {

    @Test
    void itBehavesLikeAMap() {
        SplittableRandom random = new SplittableRandom(17);
        EntryIndex index = new EntryIndex();
        Map<Digest, Long> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            Digest key = Digest.of(Samples.bytes(random.nextInt(60_000), 8));
            if (random.nextInt(4) == 0) {
                index.remove(key);
                model.remove(key);
            } else {
                long location = random.nextLong(1L << 50);
                index.put(key, location, 1);
                model.put(key, location);
            }
        }
        assertEquals(model.size(), index.size());
        for (int i = 0; i < 60_000; i++) {
            Digest key = Digest.of(Samples.bytes(i, 8));
            assertEquals(model.getOrDefault(key, EntryIndex.NOWHERE), index.location(key));
        }
    }

    @Test
    void keysWithACommonPrefixAreDistinguished() {
        EntryIndex index = new EntryIndex();
        index.put(new Digest(5, 1, 0, 0), 10, 0);
        index.put(new Digest(5, 2, 0, 0), 20, 0);
        assertEquals(10, index.location(new Digest(5, 1, 0, 0)));
        assertEquals(20, index.location(new Digest(5, 2, 0, 0)));
        assertEquals(EntryIndex.NOWHERE, index.location(new Digest(5, 3, 0, 0)));
    }

    @Test
    void theLatestUseCounts() {
        EntryIndex index = new EntryIndex();
        Digest key = Digest.of(Samples.utf8("key"));
        index.put(key, 1, 100);
        index.use(key.first(), 300);
        index.use(key.first(), 200);
        assertEquals(300, index.usedMinute(key));
        assertEquals(0, index.usedMinute(Digest.of(Samples.utf8("other"))));
    }
}
