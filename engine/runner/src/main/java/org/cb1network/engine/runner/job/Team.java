package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the workers of a run have reported so far. Safe for use by several threads. */
public final class Team {

    /** A point in progress at the deaths of this many workers is computed alone. */
    private static final int SUSPICIOUS_DEATHS = 2;

    /** A point in progress at the deaths of this many workers fails. */
    private static final int MOST_DEATHS = 3;

    private final JobFolder folder;
    private final int workers;
    private final Map<Integer, WorkerStatus> states = new TreeMap<>();
    private final Map<Integer, Journal.Reader> readers = new HashMap<>();
    private final Journal.Reader head;
    private final Map<String, String> failures = new HashMap<>();
    private final Map<String, Set<Death>> deaths = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final TreeSet<String> submissions = new TreeSet<>();
    private String reason = "";

    /** The end of one life of a worker. The head and the worker's next life may both tell of it; it counts once. */
    private record Death(int worker, int starts) {}

    /** @param workers number of workers */
    public Team(JobFolder folder, int workers) {
        this.folder = folder;
        this.workers = workers;
        this.head = new Journal.Reader(folder.headJournal());
    }

    /** Reads what the workers have reported since the last call. */
    public synchronized void refresh() {
        for (int worker = 1; worker <= workers; worker++) {
            int number = worker;
            read(() -> refresh(number));
        }
        read(() -> head.readOn(this::heard));
    }

    private interface Reading {
        void read() throws IOException;
    }

    private static void read(Reading journal) {
        try {
            journal.read();
        } catch (IOException e) {
            // Journals are hints and may be unreadable, for a moment or for good. The others are read nevertheless.
            return;
        }
    }

    private void refresh(int worker) throws IOException {
        Path journal = folder.journal(worker);
        if (!Files.exists(journal)) {
            return;
        }
        Journal.Reader reader = readers.computeIfAbsent(worker, w -> new Journal.Reader(journal));
        Instant changed = Files.getLastModifiedTime(journal).toInstant();
        long size = Files.size(journal);
        if (size < reader.position()) {
            // The reader begins again, too.
            states.remove(worker);
        }
        // Several lines may have one time: some file systems know only seconds.
        if (size != reader.position() || !changed.equals(worker(worker).lastSign())) {
            reader.readOn(line -> told(worker, line));
            states.put(worker, worker(worker).seenAt(changed));
        }
    }

    private void told(int worker, Map<String, String> line) {
        String event = String.valueOf(line.get(Journal.EVENT));
        WorkerStatus before = worker(worker);
        if (event.equals(WorkerJournal.STARTED) && before.isUnderWay()) {
            died(before, "");
        } else if (event.equals(WorkerJournal.FAILED)) {
            failures.put(line.getOrDefault("key", ""), line.getOrDefault("message", "it failed"));
        } else if (event.equals(WorkerJournal.WARNING)) {
            warnings.add(line.getOrDefault("message", ""));
        }
        states.put(worker, before.with(line));
    }

    private void heard(Map<String, String> line) {
        if (HeadJournal.LOST.equals(line.get(Journal.EVENT))) {
            int worker = Integer.parseInt(line.getOrDefault("worker", "0"));
            died(worker(worker), line.getOrDefault("reason", ""));
        } else if (HeadJournal.SUBMITTED.equals(line.get(Journal.EVENT))) {
            submissions.add(line.getOrDefault("id", ""));
        }
    }

    private void died(WorkerStatus worker, String why) {
        Death death = new Death(worker.worker(), worker.starts());
        worker.underWay()
                .forEach(
                        key -> deaths.computeIfAbsent(key, k -> new HashSet<>()).add(death));
        reason = why.isEmpty() ? reason : why;
    }

    private int deaths(String key) {
        return deaths.getOrDefault(key, Set.of()).size();
    }

    /** Returns the status of a worker. */
    public synchronized WorkerStatus worker(int worker) {
        return states.getOrDefault(worker, WorkerStatus.unknown(worker));
    }

    /** Returns the status of every worker, in the order of their numbers. */
    public synchronized List<WorkerStatus> workers() {
        List<WorkerStatus> all = new ArrayList<>();
        for (int worker = 1; worker <= workers; worker++) {
            all.add(worker(worker));
        }
        return all;
    }

    /** Returns the scheduler's ids of the submitted job arrays. */
    public synchronized List<String> submissions() {
        return List.copyOf(submissions);
    }

    /** Returns the workers' warnings since the last call. */
    synchronized List<String> takeWarnings() {
        List<String> taken = List.copyOf(warnings);
        warnings.clear();
        return taken;
    }

    /** Returns why the point of a key cannot be computed, if a worker has reported that. */
    synchronized Optional<String> failure(String key) {
        if (deaths(key) >= MOST_DEATHS) {
            return Optional.of(MOST_DEATHS + " workers died while they computed it"
                    + (reason.isEmpty() ? "" : "; the scheduler says of the last one: " + reason));
        }
        return Optional.ofNullable(failures.get(key));
    }

    /** Returns whether workers died while they computed the point of a key, so that it should be computed alone. */
    synchronized boolean isSuspicious(String key) {
        return deaths(key) >= SUSPICIOUS_DEATHS;
    }
}
