package org.cb1network.stages.network.kernel;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.cb1network.stages.network.random.RandomOrder;
import org.jspecify.annotations.Nullable;

/**
 * Recorded events of constant probability, shared by all simulations that would draw the same ones. The first reader that needs a step
 * draws it. If the tape cannot grow, each reader draws the remaining events by itself. Any number of threads may read.
 *
 * <p>The tape refers to its first piece, each piece to the next, and a reader to its current piece. If the tape itself is dropped, only
 * the pieces that are still to be read remain.
 */
final class NoiseTape {
    /**
     * A little less than 4 MiB, so that with heaps of up to 8 GiB the G1 collector gives it a separate region, never moves it, and frees it
     * as soon as it is unreachable.
     */
    private static final int MOST_NUMBERS_PER_PIECE = (1 << 21) - 64;

    /** Maximum number of steps to draw ahead, for projections with few events. */
    private static final int MOST_STEPS_PER_PIECE = 1 << 15;
    /** Rarely exceeded; the piece is then made larger. */
    private static final double NUMBERS_PER_EXPECTED_ONE = 1.02;

    private static final double MORE_NUMBERS_PER_STEP = 2;

    private final Piece beginning = new Piece(new int[0], new char[0]);
    private final End end;

    /** Consecutive steps, with a reference to the next piece. */
    private static final class Piece {
        /** For each step a count for each projection, and the number of drawn neurons, slightly more than the most probable one needs. */
        private final int[] counts;
        /** The drawn neurons. */
        private final char[] numbers;
        /** Used by the holder of the lock of the end. */
        private @Nullable Piece next;

        private Piece(int[] counts, char[] numbers) {
            this.counts = counts;
            this.numbers = numbers;
        }

        private long bytes() {
            return (long) counts.length * Integer.BYTES + (long) numbers.length * Character.BYTES;
        }
    }

    /**
     * Creates an empty tape.
     *
     * @param noise at its beginning, of populations of at most {@link RandomOrder#MOST_SHORT_NUMBERS} neurons
     */
    NoiseTape(ConstantNoise noise, BoundedPool.Room<NoiseTape> room) {
        this.end = new End(noise, new WeakReference<>(this), room);
    }

    /** Returns a reader at the beginning of the tape. */
    ConstantEvents read() {
        return new Reader(end, beginning);
    }

    /** The end of the tape, where it grows. */
    private static final class End {
        /** Weak, so that readers, which refer to the end, do not retain the beginning. */
        private final WeakReference<NoiseTape> tape;

        private final BoundedPool.Room<NoiseTape> room;
        private final RandomOrder order;
        private final int size;
        private final int countsPerStep;
        private final int stepsPerPiece;
        private final int numbersPerPiece;
        /** The noise after the last drawn step. */
        private ConstantNoise noise;

        private boolean ended;

        private End(ConstantNoise noise, WeakReference<NoiseTape> tape, BoundedPool.Room<NoiseTape> room) {
            this.noise = noise;
            this.tape = tape;
            this.room = room;
            this.size = noise.size();
            this.order = new RandomOrder(size);
            this.countsPerStep = noise.projections() + 1;
            double perStep = NUMBERS_PER_EXPECTED_ONE * noise.meanOfFirst() + MORE_NUMBERS_PER_STEP;
            int most = MOST_NUMBERS_PER_PIECE - size - 1;
            this.stepsPerPiece = (int) Math.max(1, Math.min(MOST_STEPS_PER_PIECE, most / perStep));
            this.numbersPerPiece = (int) (stepsPerPiece * perStep) + size + 1;
        }

        /** Returns the next piece; null if there will never be one. */
        private synchronized @Nullable Piece after(Piece piece) {
            if (piece.next == null && !ended) {
                grow(piece);
            }
            return piece.next;
        }

        private synchronized ConstantEvents goOn() {
            return noise.fork();
        }

        private void grow(Piece last) {
            ConstantNoise fork = noise.fork();
            try {
                Piece next = draw(fork);
                @Nullable NoiseTape kept = tape.get();
                ended = kept == null || !room.reserve(kept, next.bytes());
                if (!ended) {
                    last.next = next;
                    noise = fork;
                }
            } catch (OutOfMemoryError e) {
                // Without the tape, the simulation may have enough memory.
                ended = true;
            }
        }

        private Piece draw(ConstantNoise source) {
            int[] counts = new int[stepsPerPiece * countsPerStep];
            int[] ofStep = new int[countsPerStep];
            char[] numbers = new char[numbersPerPiece];
            int next = 0;
            for (int step = 0; step < stepsPerPiece; step++) {
                if (numbers.length - next <= size) {
                    numbers = Arrays.copyOf(numbers, 2 * numbers.length);
                }
                order.restart(numbers, next);
                source.next(order, ofStep);
                ofStep[countsPerStep - 1] = order.length();
                System.arraycopy(ofStep, 0, counts, step * countsPerStep, countsPerStep);
                next += order.length();
            }
            return new Piece(counts, numbers);
        }
    }

    /** The position of one simulation on the tape. */
    private static final class Reader implements ConstantEvents {
        private final End end;
        private Piece piece;
        private int nextCount;
        private int nextNumber;
        private @Nullable ConstantEvents afterEnd;

        private Reader(End end, Piece beginning) {
            this.end = end;
            this.piece = beginning;
        }

        @Override
        public void next(RandomOrder order, int[] counts) {
            if (nextCount == piece.counts.length && afterEnd == null) {
                turn();
            }
            if (afterEnd != null) {
                afterEnd.next(order, counts);
                return;
            }
            int projections = end.countsPerStep - 1;
            System.arraycopy(piece.counts, nextCount, counts, 0, projections);
            int drawn = piece.counts[nextCount + projections];
            order.repeat(piece.numbers, nextNumber, drawn);
            nextCount += end.countsPerStep;
            nextNumber += drawn;
        }

        private void turn() {
            @Nullable Piece next = end.after(piece);
            if (next == null) {
                afterEnd = end.goOn();
            } else {
                piece = next;
                nextCount = 0;
                nextNumber = 0;
            }
        }
    }
}
