package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {

    private static final int[] POINTS = IntStream.range(0, 100).map(i -> 2 * i).toArray();

    @Test
    void theOwnPartsOfAllWorkersAreTheWhole() {
        List<Integer> parts = new ArrayList<>();
        for (int worker = 1; worker <= 3; worker++) {
            int[] order = new Slice(worker, 3).order(POINTS);
            int own = 100 * worker / 3 - 100 * (worker - 1) / 3;
            Arrays.stream(order, 0, own).forEach(parts::add);
        }
        assertEquals(Arrays.stream(POINTS).boxed().toList(), parts);
    }

    @Test
    void everyWorkerComesToEveryPointOnce() {
        int[] order = new Slice(2, 3).order(POINTS);
        Arrays.sort(order);
        assertArrayEquals(POINTS, order);
    }

    @Test
    void twoWorkersThatHelpAThirdBeginAtDifferentPoints() {
        int[] first = new Slice(1, 16).order(POINTS);
        int[] second = new Slice(2, 16).order(POINTS);
        assertNotEquals(first[6], second[6]);
    }

    @Test
    void theOnlyWorkerKeepsTheOrder() {
        assertArrayEquals(POINTS, Slice.WHOLE.order(POINTS));
    }

    @Test
    void moreWorkersThanPointsIsNoError() {
        assertEquals(1, new Slice(7, 64).order(new int[] {5}).length);
    }

    @Test
    void aSliceBeyondTheNumberOfWorkersIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Slice(4, 3));
    }
}
