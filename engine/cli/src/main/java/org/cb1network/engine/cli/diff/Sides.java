package org.cb1network.engine.cli.diff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreListener;
import org.cb1network.engine.cli.results.CopyFolder;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableText;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the user means by a side of a comparison: {@code last}, {@code last~2} or the time of a run as {@code log} prints it;
 * the folder of another pipeline, its {@code .pipeline} or its store, each of which stands for the last run there; or a folder
 * {@code results}; or a lock file.
 */
public final class Sides implements AutoCloseable {

    private static final Pattern LAST = Pattern.compile("last(?:~(\\d{1,6}))?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-[0-9T:.-]*Z?");
    private static final String PIPELINE_FOLDER = ".pipeline";
    private static final String HISTORY = "history";
    private static final String STORE = "store";
    private static final String TABLES = "tables";
    private static final String FIGURES = "figures";
    private static final String ARROW = ".arrow";
    /** The ends of the file names of CSV copies of tables, and of the descriptions of their columns. */
    private static final Pattern CSV = Pattern.compile("\\.csv(-metadata\\.json)?$");

    private static final String MANIFEST = "MANIFEST";

    private final Path history;
    private final Path store;
    private final RunSettings settings;
    private final StoreListener warnings;
    private final Map<Path, Store> open = new HashMap<>();

    /**
     * @param history folder of the runs that {@code last} and times mean
     * @param store the store of these runs
     * @param settings pipeline file and profile of the runs that {@code last} means; the profile also applies to lock
     *     files
     */
    public Sides(Path history, Path store, RunSettings settings, StoreListener warnings) {
        this.history = history;
        this.store = store;
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * Finds a side.
     *
     * @throws IllegalArgumentException if there is nothing of that name; the message lists the possibilities
     * @throws IOException if it cannot be read
     */
    public Side find(String name) throws IOException {
        Matcher last = LAST.matcher(name);
        if (last.matches()) {
            int back = last.group(1) == null ? 0 : Integer.parseInt(last.group(1));
            return ofRun(nth(history, back, "the history"), store, "");
        }
        Optional<Path> path = existing(name);
        if (path.isPresent()) {
            return Files.isDirectory(path.get()) ? ofFolder(path.get()) : LockSide.read(path.get(), settings.profile());
        }
        if (TIME.matcher(name).matches()) {
            return ofRun(runAt(name), store, "");
        }
        throw new IllegalArgumentException(
                "'" + name + "' is neither a file or folder nor a run: runs are 'last', 'last~1' and"
                        + " so on, or times as 'log' prints them");
    }

    /** Returns the file or folder of this name. Empty text, often of an unset shell variable, is not the current folder. */
    private static Optional<Path> existing(String name) {
        try {
            return Optional.of(Path.of(name)).filter(path -> !name.isBlank() && Files.exists(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Side ofFolder(Path path) throws IOException {
        Path folder = path.toRealPath();
        if (Files.isDirectory(folder.resolve(PIPELINE_FOLDER))) {
            folder = folder.resolve(PIPELINE_FOLDER);
        }
        Path parent = folder.getParent();
        if (parent != null
                && !Files.isDirectory(folder.resolve(HISTORY))
                && Files.isDirectory(parent.resolve(HISTORY))) {
            folder = parent;
        }
        if (Files.isDirectory(folder.resolve(HISTORY))) {
            return ofRun(nth(folder.resolve(HISTORY), 0, path.toString()), folder.resolve(STORE), " in " + path);
        }
        if (Files.isDirectory(folder.resolve(TABLES)) || Files.isDirectory(folder.resolve(FIGURES))) {
            return ofResults(folder, path.toString());
        }
        throw new IllegalArgumentException(
                path + " holds nothing to compare: name the folder of a pipeline that has run, its"
                        + " .pipeline, or a folder of results with tables and figures");
    }

    // --- runs ---

    private RunHistory.Run nth(Path folder, int back, String where) throws IOException {
        try (Stream<RunHistory.Run> runs = new RunHistory(folder).latestFirst(settings::haveProfileOf)) {
            List<RunHistory.Run> latest = runs.limit(back + 1L).toList();
            if (latest.size() <= back) {
                throw new IllegalArgumentException("there is no such run of " + settings.file()
                        + RunSettings.variant(settings.profile(), List.of()) + " in " + where + ": it has "
                        + (latest.isEmpty()
                                ? "none"
                                : latest.size() == 1
                                        ? "one, 'last'"
                                        : latest.size() + ", 'last' to 'last~" + (latest.size() - 1) + "'")
                        + others(folder));
            }
            return latest.get(back);
        }
    }

    /** Returns the other possibilities, for the message. */
    private String others(Path folder) throws IOException {
        SortedSet<String> others = new TreeSet<>();
        for (RunSettings other : new RunHistory(folder).settings()) {
            if (!other.haveProfileOf(settings)) {
                String name = other.file().isEmpty() ? other.pipeline() : other.file();
                others.add(name + RunSettings.variant(other.profile(), List.of()));
            }
        }
        return others.isEmpty() ? "" : "; there are runs of " + String.join("; ", others);
    }

    private RunHistory.Run runAt(String time) throws IOException {
        String start = time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
        List<RunHistory.Run> found;
        try (Stream<RunHistory.Run> runs = new RunHistory(history).latestFirst()) {
            found = runs.filter(run -> run.started().toString().startsWith(start))
                    .toList();
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no run began at " + time + "; 'log' lists the runs");
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(found.size() + " runs began at " + time + ": "
                    + String.join(
                            ", ",
                            found.stream().map(run -> run.started().toString()).toList())
                    + "; name one of them in full");
        }
        return found.get(0);
    }

    private Side ofRun(RunHistory.Run run, Path storeFolder, String where) throws IOException {
        StoredKeys keys =
                Files.isDirectory(storeFolder) ? new StoredKeys(Optional.of(open(storeFolder))) : StoredKeys.none();
        List<SideStage> stages = new ArrayList<>();
        Map<String, String> entries = new HashMap<>();
        for (RunHistory.StageLine line : run.stages()) {
            SortedMap<String, String> outputs = new TreeMap<>();
            line.outputs().forEach((name, output) -> {
                outputs.put(name, output.digest());
                entries.put(output.digest(), output.entry());
            });
            stages.add(new SideStage(line.stage(), line.after(), line.points(), line.keys(), outputs));
        }
        String title = "run " + run.started().truncatedTo(ChronoUnit.SECONDS) + where
                + run.settings().variant() + " (" + run.outcome() + ")";
        return new Side(title, stages, keys.contents(entries), keys, new TreeMap<>(), Optional.of(run.settings()));
    }

    private Store open(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Store known = open.get(real);
        if (known == null) {
            known = Store.openForReading(real, warnings);
            open.put(real, known);
        }
        return known;
    }

    // --- folders of results ---

    private static Side ofResults(Path folder, String name) throws IOException {
        SortedMap<String, SortedMap<String, String>> stages = new TreeMap<>();
        Map<String, Path> contents = new HashMap<>();
        for (String part : List.of(TABLES, FIGURES)) {
            if (Files.isDirectory(folder.resolve(part))) {
                for (Path file : files(folder.resolve(part))) {
                    add(file, stages, contents);
                }
            }
        }
        return Side.of("results in " + name, stages, digest -> read(contents.get(digest)), new TreeMap<>());
    }

    private static Optional<byte[]> read(@Nullable Path file) throws IOException {
        return file == null ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    }

    /** Returns the copies of results; in a folder without a list of them, such as an unpacked bundle, all files. */
    private static List<Path> files(Path folder) throws IOException {
        Optional<Set<String>> listed = CopyFolder.names(folder);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> listed.isEmpty()
                            || listed.get().contains(file.getFileName().toString()))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Copies are called {@code stage.output.arrow}, {@code stage.svg}, or {@code stage.output.svg}. */
    private static void add(Path file, SortedMap<String, SortedMap<String, String>> stages, Map<String, Path> contents)
            throws IOException {
        String name = file.getFileName().toString();
        int first = name.indexOf('.');
        int last = name.lastIndexOf('.');
        String table = CSV.matcher(name).replaceFirst(ARROW);
        boolean copyOfTable = !table.equals(name) && Files.exists(file.resolveSibling(table));
        if (first < 1 || name.equals(MANIFEST) || (copyOfTable && !isEdited(file, file.resolveSibling(table)))) {
            return;
        }
        String output = first == last
                ? name.substring(last + 1)
                : name.substring(first + 1, copyOfTable ? name.length() : last);
        String digest = Digest.of(file).hex();
        stages.computeIfAbsent(name.substring(0, first), stage -> new TreeMap<>())
                .put(output, digest);
        contents.put(digest, file);
    }

    /** Returns whether a CSV copy of a table differs from that table. Descriptions of columns have no values, and are not compared. */
    private static boolean isEdited(Path csv, Path table) throws IOException {
        if (!csv.toString().endsWith(".csv")) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        TableText.csv(Table.read(Files.readAllBytes(table)), text);
        return !Arrays.equals(text.toString().getBytes(StandardCharsets.UTF_8), Files.readAllBytes(csv));
    }

    @Override
    public void close() throws IOException {
        for (Store store : open.values()) {
            store.close();
        }
    }
}
