package org.cb1network.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.network.random.RandomOrder;
import org.jspecify.annotations.Nullable;

/**
 * Events of constant probability as they were drawn, for all simulations that would draw the same. Whoever is the first to need a
 * step draws it; where a tape could not grow any more, everybody goes on drawing alone. Any number of threads may read.
 */
final class NoiseTape {
    /**
     * A little less than 4 MiB: large enough for a region of G1 of its own where the heap is not above 8 GiB, so that it is never moved,
     * and is free as soon as nobody has it.
     */
    private static final int MOST_NUMBERS_PER_PIECE = (1 << 21) - 64;

    private static final int MOST_STEPS_PER_PIECE = 1 << 15;
    /** Rarely exceeded; a piece is made larger then. */
    private static final double NUMBERS_PER_EXPECTED_ONE = 1.02;

    private static final double MORE_NUMBERS_PER_STEP = 2;

    private final SharedDraws owner;
    private final int size;
    /** At the end of what was drawn. */
    private final ConstantNoise noise;

    private final RandomOrder order;
    private final int countsPerStep;
    private final int stepsPerPiece;
    private final int numbersPerPiece;
    private final List<Piece> pieces = new ArrayList<>();
    private boolean ended;

    /** Some steps. */
    private static final class Piece {
        /** Of each step, one for each projection, and how many neurons were drawn: a few more than the most probable one needs. */
        private final int[] counts;
        /** The neurons that were drawn. */
        private final char[] numbers;

        private Piece(int[] counts, char[] numbers) {
            this.counts = counts;
            this.numbers = numbers;
        }
    }

    /**
     * An empty tape.
     *
     * @param owner decides whether it may grow
     * @param size of the target populations, at most {@link RandomOrder#MOST_SHORT_NUMBERS}
     */
    NoiseTape(SharedDraws owner, int size, ConstantNoise noise) {
        this.owner = owner;
        this.size = size;
        this.noise = noise;
        this.order = new RandomOrder(size);
        this.countsPerStep = noise.projections() + 1;
        double perStep = NUMBERS_PER_EXPECTED_ONE * noise.meanOfFirst(size) + MORE_NUMBERS_PER_STEP;
        int most = MOST_NUMBERS_PER_PIECE - size - 1;
        this.stepsPerPiece = (int) Math.max(1, Math.min(MOST_STEPS_PER_PIECE, most / perStep));
        this.numbersPerPiece = (int) (stepsPerPiece * perStep) + size + 1;
    }

    /** Reads the tape from its beginning. */
    ConstantEvents read() {
        return new Reader();
    }

    /** About as much as another piece takes. */
    private long bytesOfNext() {
        return (long) numbersPerPiece * Character.BYTES + (long) stepsPerPiece * countsPerStep * Integer.BYTES;
    }

    private synchronized @Nullable Piece piece(int index) {
        if (index == pieces.size() && !ended) {
            if (owner.makeRoom(this, bytesOfNext())) {
                pieces.add(draw());
            } else {
                ended = true;
            }
        }
        return index < pieces.size() ? pieces.get(index) : null;
    }

    private synchronized ConstantEvents afterItsEnd() {
        return noise.fork();
    }

    private Piece draw() {
        int[] counts = new int[stepsPerPiece * countsPerStep];
        int[] ofStep = new int[countsPerStep];
        char[] numbers = new char[numbersPerPiece];
        int end = 0;
        for (int step = 0; step < stepsPerPiece; step++) {
            if (numbers.length - end <= size) {
                numbers = Arrays.copyOf(numbers, 2 * numbers.length);
            }
            order.restart(numbers, end);
            noise.next(order, ofStep);
            ofStep[countsPerStep - 1] = order.length();
            System.arraycopy(ofStep, 0, counts, step * countsPerStep, countsPerStep);
            end += order.length();
        }
        return new Piece(counts, numbers);
    }

    /** One simulation's place on the tape. */
    private final class Reader implements ConstantEvents {
        private int pieces;
        private int[] counts = {};
        private char[] numbers = {};
        private int step = stepsPerPiece;
        private int next;
        private @Nullable ConstantEvents afterEnd;

        @Override
        public void next(RandomOrder order, int[] countsOfStep) {
            if (step == stepsPerPiece) {
                turn();
            }
            if (afterEnd != null) {
                afterEnd.next(order, countsOfStep);
                return;
            }
            int from = step * countsPerStep;
            System.arraycopy(counts, from, countsOfStep, 0, countsPerStep - 1);
            int drawn = counts[from + countsPerStep - 1];
            order.repeat(numbers, next, drawn);
            next += drawn;
            step++;
        }

        private void turn() {
            @Nullable Piece piece = afterEnd == null ? piece(pieces++) : null;
            if (piece != null) {
                counts = piece.counts;
                numbers = piece.numbers;
                step = 0;
                next = 0;
            } else if (afterEnd == null) {
                afterEnd = afterItsEnd();
            }
        }
    }
}
