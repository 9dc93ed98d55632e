package org.cb1network.stages.network.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** Generators against the values of their authors. */
class GeneratorReferenceTest {

    @Test
    void splitMix64GivesTheValuesOfTheReferenceImplementation() {
        long[] words = new long[5];
        new SplitMix64(1234567, words.length).fill(words);
        assertArrayEquals(
                new long[] {
                    6457827717110365317L,
                    3203168211198807973L,
                    Long.parseUnsignedLong("9817491932198370423"),
                    4593380528125082431L,
                    Long.parseUnsignedLong("16408922859458223821")
                },
                words);
    }

    @Test
    void splitMix64GoesOnWhereTheLastFillEnded() {
        long[] atOnce = new long[6];
        new SplitMix64(7, 6).fill(atOnce);
        long[] half = new long[3];
        SplitMix64 generator = new SplitMix64(7, 3);
        generator.fill(half);
        generator.fill(half);
        assertArrayEquals(new long[] {atOnce[3], atOnce[4], atOnce[5]}, half);
    }

    @Test
    void mersenneTwisterGivesTheValuesOfTheReferenceImplementation() {
        MersenneTwister19937 random = new MersenneTwister19937(5489);
        int[] first = new int[5];
        for (int i = 0; i < first.length; i++) {
            first[i] = random.nextInt();
        }
        assertArrayEquals(
                new int[] {(int) 3499211612L, 581869302, (int) 3890346734L, (int) 3586334585L, 545404204}, first);
        int last = 0;
        for (int i = first.length; i < 10_000; i++) {
            last = random.nextInt();
        }
        assertEquals(4123659995L, Integer.toUnsignedLong(last), "the 10,000th value, as the C++ standard demands it");
    }

    @Test
    void mersenneTwisterGivesTheUniformNumbersOfNumPy() {
        MersenneTwister19937 random = new MersenneTwister19937(0);
        assertEquals(0.5488135039273248, random.nextDouble());
        assertEquals(0.7151893663724195, random.nextDouble());
        assertEquals(0.6027633760716439, random.nextDouble());
    }

    @Test
    void aStreamDependsOnSeedAndNameAlone() {
        long expected = new RandomStreams(5).stream("release A->B").nextLong();
        RandomStreams others = new RandomStreams(5);
        others.stream("release A->C").nextLong();
        assertEquals(expected, others.stream("release A->B").nextLong());
        assertNotEquals(expected, others.stream("release B->A").nextLong());
        assertNotEquals(expected, new RandomStreams(6).stream("release A->B").nextLong());
    }
}
