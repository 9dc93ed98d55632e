package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where neurons lie in the state. */
class SlotsTest {
    private static final int FIRST = 1000;

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 512, 513, 4000, 4096, 4097, 5000, 8192, 20_000})
    void nothingThatBelongsToAPopulationLiesWhereAnythingElseDoes(int size) {
        for (int components = 0; components <= 3; components++) {
            Slots slots = Slots.of(FIRST, size, components);
            BitSet taken = new BitSet();
            for (int neuron = 0; neuron < size; neuron++) {
                for (int row = 0; row <= BlockShape.CONDUCTANCES; row++) {
                    take(taken, slots.moved(row * slots.shape().row()).of(neuron), slots);
                }
            }
            for (int block = FIRST; block < slots.end(); block += slots.shape().span()) {
                for (int place = slots.shape().sums(); place < slots.shape().span(); place++) {
                    take(taken, block + place, slots);
                }
            }
        }
    }

    private static void take(BitSet taken, int place, Slots slots) {
        assertTrue(place >= FIRST && place < slots.end(), () -> place + " is outside of " + slots);
        assertTrue(!taken.get(place), () -> place + " is taken twice in " + slots);
        taken.set(place);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512, 513, 4000, 5000, 20_000})
    void theNeuronOfASlotIsTheOneWhoseSlotItIs(int size) {
        Slots slots = Slots.of(FIRST, size, 2);
        for (int neuron = 0; neuron < size; neuron++) {
            assertEquals(neuron, slots.neuronAt(slots.of(neuron)));
        }
    }

    @Test
    void blocksAreLargeWhereLittleOfTheLastOneIsEmptyAndNothingHasToBeSummed() {
        assertEquals(NeuronBlocks.LARGE, Slots.of(0, 4000, 2).shape());
        assertEquals(NeuronBlocks.SMALL, Slots.of(0, 4000, 3).shape());
        assertEquals(NeuronBlocks.SMALL, Slots.of(0, 500, 2).shape());
        assertEquals(NeuronBlocks.SMALL, Slots.of(0, 5000, 2).shape());
    }

    /** The largest that the check of a network lets pass; slots are masked to 30 bits. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theLargestPopulationHasItsSlotsWithin30Bits(int components) {
        assertTrue(Slots.of(0, 200_000_000 - 511, components).end() <= 1 << 30);
    }
}
