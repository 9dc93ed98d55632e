package org.cb1network.engine.runner.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker has told of itself by its journal.
 *
 * @param worker its number, from 1
 * @param starts how often it has begun; more than once if it was started again after its end
 * @param host the machine that it is on
 * @param computed how many points it has computed since it began
 * @param underWay keys, in hexadecimal, of the points that it computes
 * @param reachedPoint whether it has begun to compute since it began
 * @param ended why it has ended; empty if it has not said that it has
 * @param message more about that
 * @param lastSign when it wrote last, by the clock of the file server
 */
public record WorkerStatus(
        int worker,
        int starts,
        String host,
        int computed,
        Set<String> underWay,
        boolean reachedPoint,
        Optional<End> ended,
        String message,
        Instant lastSign) {

    /** Why a worker has ended. */
    public enum End {
        /** Everything is computed. */
        COMPLETE,
        /** Some points have failed, and it can do no more. */
        FAILED,
        /** It was told to stop, for example because its time is over; it left no point half done. */
        STOPPED,
        /** The store cannot take results, for example because the disk is full. */
        STORE,
        /** It cannot take part: it would not compute the same, or not into the same store. */
        REFUSED;

        /** Whether the work might go on if the worker were started again. */
        boolean isWorthAnother() {
            return this == STOPPED || this == REFUSED;
        }
    }

    /** A worker of which nothing is known. */
    static WorkerStatus unknown(int worker) {
        return new WorkerStatus(worker, 0, "", 0, Set.of(), false, Optional.empty(), "", Instant.EPOCH);
    }

    /** With what a line of its journal adds. */
    WorkerStatus with(Map<String, String> line) {
        return switch (String.valueOf(line.get(Journal.EVENT))) {
            case WorkerJournal.STARTED ->
                new WorkerStatus(
                        worker,
                        starts + 1,
                        line.getOrDefault("host", ""),
                        0,
                        Set.of(),
                        false,
                        Optional.empty(),
                        "",
                        lastSign);
            case WorkerJournal.COMPUTING ->
                new WorkerStatus(
                        worker,
                        starts,
                        host,
                        Integer.parseInt(line.getOrDefault("done", "0")),
                        WorkerJournal.keys(line.getOrDefault("points", "")),
                        true,
                        ended,
                        message,
                        lastSign);
            case WorkerJournal.ENDED ->
                new WorkerStatus(
                        worker,
                        starts,
                        host,
                        computed,
                        Set.of(),
                        reachedPoint,
                        Optional.of(End.valueOf(line.getOrDefault("why", "STOPPED"))),
                        line.getOrDefault("message", ""),
                        lastSign);
            default -> this;
        };
    }

    WorkerStatus seenAt(Instant sign) {
        return new WorkerStatus(worker, starts, host, computed, underWay, reachedPoint, ended, message, sign);
    }

    /** Whether it has begun and not said that it has ended; it may have been killed all the same. */
    public boolean isUnderWay() {
        return starts > 0 && ended.isEmpty();
    }
}
