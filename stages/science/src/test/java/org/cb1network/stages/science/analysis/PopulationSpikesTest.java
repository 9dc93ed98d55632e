package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PopulationSpikesTest {

    private static final PopulationSpikes TRAINS =
            PopulationSpikes.of(5, new int[] {3, 1, 3, 0, 1, 3}, new int[] {2, 5, 5, 7, 9, 12});

    @Test
    void eachNeuronHasItsSpikesInOrderOfTime() {
        assertEquals(5, TRAINS.neurons());
        assertEquals(6, TRAINS.spikes());
        assertEquals(3, TRAINS.spikes(3));
        assertArrayEquals(new int[] {7}, TRAINS.train(0));
        assertArrayEquals(new int[] {5, 9}, TRAINS.train(1));
        assertArrayEquals(new int[0], TRAINS.train(2));
        assertArrayEquals(new int[] {2, 5, 12}, TRAINS.train(3));
    }

    @Test
    void aWindowTakesItsFirstStepAndLeavesItsLast() {
        PopulationSpikes window = TRAINS.between(5, 12);
        assertEquals(5, window.neurons());
        assertEquals(4, window.spikes());
        assertArrayEquals(new int[] {5}, window.train(3));
        assertEquals(0, TRAINS.between(12, 5).spikes());
    }

    @Test
    void silentNeuronsAreLeftOutAndTheOthersKeepTheirOrder() {
        PopulationSpikes spiking = TRAINS.thatSpiked();
        assertEquals(3, spiking.neurons());
        assertArrayEquals(new int[] {7}, spiking.train(0));
        assertArrayEquals(new int[] {5, 9}, spiking.train(1));
        assertArrayEquals(new int[] {2, 5, 12}, spiking.train(2));
    }

    @Test
    void impossibleSpikesAreRejected() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PopulationSpikes.of(2, new int[] {0, 2}, new int[] {1, 2}),
                "index");
        assertThrows(
                IllegalArgumentException.class,
                () -> PopulationSpikes.of(2, new int[] {0, 1}, new int[] {2, 1}),
                "order");
        assertThrows(
                IllegalArgumentException.class,
                () -> PopulationSpikes.of(2, new int[] {0}, new int[] {2, 3}),
                "length");
    }
}
