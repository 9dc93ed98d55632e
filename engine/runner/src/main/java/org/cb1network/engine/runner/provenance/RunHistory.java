package org.cb1network.engine.runner.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cb1network.cache.Digest;
import org.cb1network.cache.FileProblem;

/**
 * The runs of a pipeline, one file each ({@link RunFile}), whose name ends with the identity of the run. It answers
 * what ran when, and which keys the last run had.
 *
 * <p>No key depends on it: a damaged or missing file costs an explanation, not a result.
 */
public final class RunHistory {

    /** Maximum number of points per stage whose keys are recorded; an explanation needs only examples. */
    public static final int MOST_KEYS = 2000;

    private static final String SUFFIX = ".jsonl";

    /** Normal difference between the clocks of machines that share a folder. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    /**
     * Creates a history.
     *
     * @param folder folder of the files, created when the first run is recorded
     */
    public RunHistory(Path folder) {
        this.folder = folder;
    }

    /**
     * A run.
     *
     * @param started when it began
     * @param settings its settings
     * @param outcome {@code done}, {@code failed} or {@code stopped}
     * @param seconds its duration
     * @param stages its stages in order
     */
    public record Run(Instant started, RunSettings settings, String outcome, double seconds, List<StageLine> stages) {
        public Run {
            stages = List.copyOf(stages);
        }

        /** Returns the number of computed points. */
        public int computed() {
            return stages.stream().mapToInt(StageLine::computed).sum();
        }

        /** Returns a digest of what was requested, how it ended, and the keys of its stages: equal for runs with the same outcome. */
        public String identity() {
            StringJoiner identity = new StringJoiner("\n");
            identity.add(settings.file()).add(settings.toString()).add(outcome);
            stages.forEach(stage -> identity.add(stage.stage() + " " + stage.key()));
            return Digest.of(identity.toString().getBytes(StandardCharsets.UTF_8))
                    .shortHex();
        }

        /** Returns the same run at another time, when it had nothing to do. */
        private Run repeated(Instant again) {
            List<StageLine> same = stages.stream().map(StageLine::repeated).toList();
            return new Run(again, settings, outcome, 0, same);
        }

        /** Returns the record of a stage. */
        public Optional<StageLine> stage(String name) {
            return stages.stream().filter(stage -> stage.stage().equals(name)).findFirst();
        }
    }

    /**
     * A stage of a run.
     *
     * @param stage its name
     * @param key key under which the store records the complete stage, in hexadecimal; empty if it could not be planned
     * @param points number of points
     * @param computed number of points computed in that run
     * @param seconds computing time of these points together in s, without waiting
     * @param keys keys of the first points in hexadecimal, by the points' axes as text; only those with a result
     * @param after the stages whose results it needs, sorted
     * @param outputs the outputs that are one artifact for the whole stage, by name; empty if it is not complete
     */
    public record StageLine(
            String stage,
            String key,
            int points,
            int computed,
            double seconds,
            Map<String, String> keys,
            List<String> after,
            Map<String, OutputLine> outputs) {
        public StageLine {
            keys = new LinkedHashMap<>(keys);
            after = List.copyOf(after);
            outputs = new LinkedHashMap<>(outputs);
        }

        private StageLine repeated() {
            return new StageLine(stage, key, points, 0, 0, keys, after, outputs);
        }
    }

    /**
     * An output of a stage.
     *
     * @param digest digest of its content in hexadecimal
     * @param entry key of the store's entry in hexadecimal
     */
    public record OutputLine(String digest, String entry) {}

    /**
     * Returns whether the last recorded run before a time had a certain outcome. Runs with a later time are ignored.
     *
     * @param identity the {@link Run#identity} of the run to compare with
     * @param started when that began
     */
    public boolean isRepeated(String identity, Instant started) throws IOException {
        String now = FILE_NAME.format(started) + SUFFIX;
        for (Path file : files()) {
            if (!isLater(file, now)) {
                return isOf(identity, file);
            }
        }
        return false;
    }

    /**
     * Records that an earlier run is repeated with nothing to do, unless it is the one recorded last.
     *
     * @param identity the {@link Run#identity} of the earlier run
     * @param started when it is repeated
     * @return whether there is a record of the earlier run
     */
    public boolean repeat(String identity, Instant started) throws IOException {
        if (isRepeated(identity, started)) {
            return true;
        }
        for (Path file : files()) {
            Optional<Run> run = isOf(identity, file) ? RunFile.read(file, settings -> true) : Optional.empty();
            if (run.isPresent()) {
                add(run.get().repeated(started));
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String identity, Path file) throws IOException {
        return file.getFileName().toString().endsWith("-" + identity + SUFFIX) && Files.size(file) > 0;
    }

    /**
     * Adds a run.
     *
     * @throws IOException if the file cannot be written
     */
    public void add(Run run) throws IOException {
        Files.createDirectories(folder);
        // Runs may begin in the same millisecond.
        String name =
                FILE_NAME.format(run.started()) + "-" + ProcessHandle.current().pid() + "-" + run.identity();
        // Not Files.createTempFile, whose files no other user can read.
        Path temporary = folder.resolve(name + ".tmp");
        try {
            FileProblem.naming(temporary, () -> RunFile.write(run, temporary));
            Files.move(temporary, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Returns the runs, the latest first, without files that cannot be read. Runs are read one by one: close the
     * stream.
     */
    public Stream<Run> latestFirst() throws IOException {
        return latestFirst(settings -> true);
    }

    /** Returns the mean computing time of a point in s, by stage, from the latest of the runs that computed points of it. */
    public static Map<String, Double> secondsOfPoints(Stream<Run> latestFirst) {
        Map<String, Double> seconds = new HashMap<>();
        latestFirst
                .flatMap(run -> run.stages().stream())
                .filter(stage -> stage.computed() > 0)
                .forEach(stage -> seconds.putIfAbsent(stage.stage(), stage.seconds() / stage.computed()));
        return seconds;
    }

    /** Returns the runs with certain settings, the latest first. For other runs, only the first line is read. */
    public Stream<Run> latestFirst(Predicate<RunSettings> wanted) throws IOException {
        return files().stream().map(file -> RunFile.read(file, wanted)).flatMap(Optional::stream);
    }

    /** Returns the settings of all runs, each once, the latest first. */
    public Set<RunSettings> settings() throws IOException {
        Set<RunSettings> all = new LinkedHashSet<>();
        for (Path file : files()) {
            RunFile.settings(file).ifPresent(all::add);
        }
        return all;
    }

    /** Returns whether a file is named after a later time than another one. */
    private static boolean isLater(Path file, String name) {
        return file.getFileName().toString().compareTo(name) > 0;
    }

    /** Returns the files of the runs, the latest first. Files that a wrong clock has dated in the future come last. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        String soon = FILE_NAME.format(Instant.now().plus(CLOCKS_DIFFER_BY));
        List<Path> sound = new ArrayList<>();
        List<Path> future = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    (isLater(file, soon) ? future : sound).add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        sound.sort(Collections.reverseOrder());
        future.sort(Collections.reverseOrder());
        sound.addAll(future);
        return sound;
    }
}
