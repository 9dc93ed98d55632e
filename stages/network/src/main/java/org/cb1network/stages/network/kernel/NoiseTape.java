package org.cb1network.stages.network.kernel;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.cb1network.stages.network.random.RandomOrder;
import org.jspecify.annotations.Nullable;

/**
 * Events of constant probability as they were drawn, for all simulations that would draw the same. Whoever is the first to need a
 * step draws it; where a tape could not grow any more, everybody goes on drawing alone. Any number of threads may read.
 *
 * <p>The tape has its first piece, a piece has the next one, and a reader has the piece that it reads: of a tape that nobody keeps, no
 * more is left than what is still to be read.
 */
final class NoiseTape {
    /**
     * A little less than 4 MiB: so large that it has a region of G1 of its own where the heap is not above 8 GiB, is never moved there,
     * and is free as soon as nobody has it.
     */
    private static final int MOST_NUMBERS_PER_PIECE = (1 << 21) - 64;

    /** Of quiet projections no more is drawn ahead than this. */
    private static final int MOST_STEPS_PER_PIECE = 1 << 15;
    /** Rarely exceeded; a piece is made larger then. */
    private static final double NUMBERS_PER_EXPECTED_ONE = 1.02;

    private static final double MORE_NUMBERS_PER_STEP = 2;

    private final Piece beginning = new Piece(new int[0], new char[0]);
    private final End end;

    /** Some steps, and what comes after them. */
    private static final class Piece {
        /** Of each step, one for each projection, and how many neurons were drawn: a few more than the most probable one needs. */
        private final int[] counts;
        /** The neurons that were drawn. */
        private final char[] numbers;
        /** For the holder of the lock of the end. */
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
     * An empty tape.
     *
     * @param noise at its beginning, of populations of at most {@link RandomOrder#MOST_SHORT_NUMBERS} neurons
     */
    NoiseTape(ConstantNoise noise, BoundedPool.Room<NoiseTape> room) {
        this.end = new End(noise, new WeakReference<>(this), room);
    }

    /** Reads the tape from its beginning. */
    ConstantEvents read() {
        return new Reader(end, beginning);
    }

    /** Where the tape grows. */
    private static final class End {
        /** Weak, so that readers, who have the end, do not keep the beginning. */
        private final WeakReference<NoiseTape> tape;

        private final BoundedPool.Room<NoiseTape> room;
        private final RandomOrder order;
        private final int size;
        private final int countsPerStep;
        private final int stepsPerPiece;
        private final int numbersPerPiece;
        /** At the end of what was drawn. */
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

        /** The piece after this one, null if there will never be one. */
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
                // Without the tape, a simulation may well find the memory that it needs.
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

    /** One simulation's place on the tape. */
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
