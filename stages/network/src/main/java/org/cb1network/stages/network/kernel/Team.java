package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the work of each step of a simulation. Steps are short, so that a member looks for work all the time instead of being
 * woken up; it lets other threads run while there is none.
 */
public final class Team implements AutoCloseable {
    /** So often a member looks before it lets others run. */
    private static final int LOOKS = 1000;

    private final List<Thread> members = new ArrayList<>();
    private volatile @Nullable Task task;
    private volatile boolean closed;

    /** Pieces of work that may be done at the same time. */
    private static final class Task {
        private final int pieces;
        private final IntConsumer work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left;
        private volatile @Nullable Throwable failure;

        private Task(int pieces, IntConsumer work) {
            this.pieces = pieces;
            this.work = work;
            this.left = new AtomicInteger(pieces);
        }

        private void takePart() {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                try {
                    work.accept(piece);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                left.decrementAndGet();
            }
        }
    }

    /**
     * Creates a team of this thread and others.
     *
     * @param size threads, at least 1
     */
    public Team(int size) {
        for (int i = 1; i < size; i++) {
            Thread member = new Thread(this::takePart, "simulation-" + i);
            member.setDaemon(true);
            members.add(member);
            member.start();
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
        shared.takePart();
        for (int looks = 0; shared.left.get() > 0; looks++) {
            pause(looks);
        }
        if (shared.failure != null) {
            throw new IllegalStateException("a thread of the simulation failed", shared.failure);
        }
    }

    private void takePart() {
        @Nullable Task last = null;
        int looks = 0;
        while (!closed) {
            @Nullable Task current = task;
            if (current == null || current == last) {
                pause(looks++);
            } else {
                current.takePart();
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
            Thread.yield();
        }
    }

    /** Ends the other threads. */
    @Override
    public void close() {
        closed = true;
    }
}
