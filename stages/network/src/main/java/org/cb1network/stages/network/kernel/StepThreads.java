package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the work of each step of a simulation. Steps are short, so an idle thread polls for work, yielding to other threads,
 * instead of waiting to be woken. Each thread does the same pieces in every step, because their data are in its cache.
 */
public final class StepThreads implements AutoCloseable {
    /** Number of looks before a member yields; they take longer than the part of a step that one thread does alone. */
    private static final int LOOKS = 5000;

    private final List<Thread> members = new ArrayList<>();
    private volatile @Nullable Task task;
    private volatile boolean closed;

    /** Pieces of work that may be done at the same time. */
    private static final class Task {
        private final IntConsumer work;
        /** 1 for each piece that has been begun. */
        private final AtomicIntegerArray begun;

        private final AtomicInteger left;
        private volatile @Nullable Throwable failure;

        private Task(int pieces, IntConsumer work) {
            this.work = work;
            this.begun = new AtomicIntegerArray(pieces);
            this.left = new AtomicInteger(pieces);
        }

        /** Does a piece, unless another member has begun it. */
        private void take(int piece) {
            if (begun.compareAndSet(piece, 0, 1)) {
                try {
                    work.accept(piece);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                left.decrementAndGet();
            }
        }

        /** Does the pieces of one of so many members. */
        private void takeShare(int member, int size) {
            for (int piece = member; piece < begun.length(); piece += size) {
                take(piece);
            }
        }
    }

    /**
     * Creates a team of this thread and others.
     *
     * @param size threads, at least 1
     */
    public StepThreads(int size) {
        this(size, Thread::new);
    }

    /**
     * Creates a team.
     *
     * @param size threads, at least 1
     * @param threads creates the other threads
     */
    StepThreads(int size, ThreadFactory threads) {
        try {
            for (int i = 1; i < size; i++) {
                int number = i;
                Thread member = threads.newThread(() -> takePart(number, size));
                member.setName("simulation-" + i);
                member.setDaemon(true);
                members.add(member);
                member.start();
            }
        } catch (RuntimeException | Error noFurtherThread) {
            // Nobody will have this team to close it, and the members would look for work for ever.
            close();
            throw noFurtherThread;
        }
    }

    /** Does all pieces of a work, numbered from 0, and returns when they are done. */
    void share(int pieces, IntConsumer work) {
        if (members.isEmpty() || pieces == 1) {
            for (int piece = 0; piece < pieces; piece++) {
                work.accept(piece);
            }
            return;
        }
        Task shared = new Task(pieces, work);
        task = shared;
        shared.takeShare(0, members.size() + 1);
        for (int looks = 0; shared.left.get() > 0; looks++) {
            pause(looks);
            if (looks == LOOKS) {
                // Members that have no processor are not waited for.
                shared.takeShare(0, 1);
            }
        }
        if (shared.failure instanceof Error error) {
            throw error;
        }
        if (shared.failure != null) {
            throw new IllegalStateException("a thread of the simulation failed", shared.failure);
        }
    }

    private void takePart(int member, int size) {
        @Nullable Task last = null;
        int looks = 0;
        while (!closed) {
            @Nullable Task current = task;
            if (current == null || current == last) {
                pause(looks++);
            } else {
                current.takeShare(member, size);
                last = current;
                looks = 0;
            }
        }
    }

    // On a busy machine a member that only spins would take the time of those it waits for.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void pause(int looks) {
        if (looks < LOOKS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(1);
        }
    }

    /** Ends the other threads. */
    @Override
    public void close() {
        closed = true;
    }
}
