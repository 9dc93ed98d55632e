package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoundedPoolTest {
    private final BoundedPool<String, Object> pool = new BoundedPool<>(100);

    @Test
    void whatIsKeptIsNotMadeAgain() {
        Object one = pool.find("one", Object::new);
        assertSame(one, pool.find("one", Object::new));
        assertNotSame(one, pool.find("other", Object::new));
    }

    @Test
    void whatWasAskedForLongestAgoGoesFirst() {
        Object one = kept("one", 40);
        kept("two", 40);
        assertSame(one, pool.find("one", Object::new));
        kept("three", 40);
        assertTrue(pool.has("one"));
        assertFalse(pool.has("two"));
        assertEquals(80, pool.bytes());
    }

    @Test
    void noMoreGoesThanIsNeeded() {
        kept("one", 30);
        kept("two", 30);
        kept("three", 30);
        kept("four", 40);
        assertFalse(pool.has("one"));
        assertTrue(pool.has("two") && pool.has("three"));
    }

    @Test
    void nothingGoesIfThatIsNotEnough() {
        kept("one", 40);
        Object two = kept("two", 40);
        assertFalse(pool.reserve("two", two, 61, other -> true));
        assertFalse(pool.reserve("two", two, 30, other -> !other.equals("one")), "the only other one may not go");
        assertTrue(pool.has("one"));
        assertEquals(80, pool.bytes());
    }

    @Test
    void whatFindsNoRoomAtAllIsNotKept() {
        Object large = pool.find("large", Object::new);
        assertFalse(pool.reserve("large", large, 101, other -> true));
        assertFalse(pool.has("large"));
        assertEquals(0, pool.bytes());
    }

    @Test
    void whatIsMadeForAKnownSizeHasItsRoomAtOnceOrIsNotKept() {
        Object one = pool.find("one", Object::new, 60);
        assertSame(one, pool.find("one", Object::new, 60));
        assertEquals(60, pool.bytes(), "once");
        pool.find("two", Object::new, 50);
        assertFalse(pool.has("one"), "forgotten for it");
        assertNotSame(pool.find("large", Object::new, 101), pool.find("large", Object::new, 101));
        assertTrue(pool.has("two"), "not forgotten in vain");
        assertEquals(50, pool.bytes());
    }

    /** Its owner may still have it, and want more. */
    @Test
    void whatWasForgottenGetsNoRoomNotEvenIfItWasMadeAnew() {
        Object one = kept("one", 60);
        kept("two", 60);
        assertFalse(pool.reserve("one", one, 1, other -> true));
        kept("one", 10);
        assertFalse(pool.reserve("one", one, 1, other -> true));
    }

    private Object kept(String key, long bytes) {
        Object made = pool.find(key, Object::new);
        assertTrue(pool.reserve(key, made, bytes, other -> true));
        return made;
    }
}
