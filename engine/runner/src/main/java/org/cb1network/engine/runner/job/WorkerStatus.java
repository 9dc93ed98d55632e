package org.cb1network.engine.runner.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The status of a worker according to its journal.
 *
 * @param worker its number, from 1
 * @param starts how often it was started; more than once if it was restarted after its end
 * @param host the machine on which it runs
 * @param process the id of its process on that machine; empty if it has not reported one
 * @param computed number of points that it has computed since its last start
 * @param underWay keys, in hexadecimal, of the points that it is computing
 * @param reachedPoint whether it has started a point since its last start
 * @param ended why it has ended; empty if it has not reported its end
 * @param message details of its end
 * @param lastSign time of its last line, by the clock of the file server
 */
public record WorkerStatus(
        int worker,
        int starts,
        String host,
        String process,
        int computed,
        Set<String> underWay,
        boolean reachedPoint,
        Optional<End> ended,
        String message,
        Instant lastSign) {

    /** A worker writes at least every 30 s, and a network file system may show that up to a minute later. */
    private static final Duration SILENCE = Duration.ofMinutes(3);

    /** Why a worker has ended. */
    public enum End {
        /** Everything is computed. */
        COMPLETE,
        /** Some points have failed, and nothing else is left to do. */
        FAILED,
        /** It was asked to stop, for example because its time limit was near; it left no point unfinished. */
        STOPPED,
        /** The store cannot take results, for example because the disk is full. */
        STORE,
        /** It cannot take part: for example, its keys or its store would differ from those of the run. */
        REFUSED;

        /** Returns whether restarting the worker may help. */
        boolean isWorthAnother() {
            return this == STOPPED || this == REFUSED;
        }
    }

    /** Returns the status of a worker that has reported nothing. */
    static WorkerStatus unknown(int worker) {
        return new WorkerStatus(worker, 0, "", "", 0, Set.of(), false, Optional.empty(), "", Instant.EPOCH);
    }

    /**
     * Returns this status after another line of the journal.
     *
     * @throws IllegalArgumentException if the line has an unknown reason or a number that is none
     */
    WorkerStatus with(Map<String, String> line) {
        return switch (String.valueOf(line.get(Journal.EVENT))) {
            case WorkerJournal.STARTED ->
                new WorkerStatus(
                        worker,
                        starts + 1,
                        line.getOrDefault("host", ""),
                        line.getOrDefault("pid", ""),
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
                        process,
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
                        process,
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
        return new WorkerStatus(worker, starts, host, process, computed, underWay, reachedPoint, ended, message, sign);
    }

    /** Returns whether it has started and not reported its end. It may nevertheless have been killed. */
    public boolean isUnderWay() {
        return starts > 0 && ended.isEmpty();
    }

    /**
     * Returns whether it has started, not reported its end, and written nothing for three minutes: it was probably killed, or its machine
     * has stopped.
     *
     * @param now the time by the clock of the file server
     */
    public boolean isSilent(Instant now) {
        return isUnderWay() && Duration.between(lastSign, now).compareTo(SILENCE) > 0;
    }

    /** Returns the time of its last line, by the clock of the file server and in the time zone of this machine. */
    public String lastSignText() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .withZone(ZoneId.systemDefault())
                .format(lastSign);
    }

    /** Returns its number and, if it has begun, its machine. */
    public String name() {
        return "worker " + worker + (host.isEmpty() ? "" : " on " + host);
    }
}
