package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreWarning;
import org.cb1network.engine.cli.progress.RunProgress;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.cli.workspace.Leftovers;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.spec.read.PipelineReader;

/**
 * The request for a run: the pipeline file and the words of the command line. The store remembers each complete run
 * ({@link RunEntry}). While everything is as that run left it, the same request is answered without reading the
 * pipeline, planning, or parsing the command line in full, which take several times as long.
 */
public final class RunRequest {

    /** The ingredients of its key that name the pipeline file, as an absolute path, and the profile. */
    static final String FILE = "file";

    static final String PROFILE = "profile";

    private final PipelineOptions options;
    private final List<String> stages;
    private final Digest pipeline;

    private RunRequest(PipelineOptions options, List<String> stages, Digest pipeline) {
        this.options = options;
        this.stages = stages;
        this.pipeline = pipeline;
    }

    /**
     * Returns the request of a parsed command line.
     *
     * @param stages the named stages; empty for all
     * @param pipeline digest of the pipeline file
     */
    public static RunRequest of(PipelineOptions options, List<String> stages, Digest pipeline) {
        return new RunRequest(options, stages, pipeline);
    }

    /**
     * Returns the request of a command line. Empty if it is not a {@code run}, has a less common option, or may be
     * wrong: then it must be parsed in full.
     */
    public static Optional<RunRequest> of(String[] arguments) throws IOException {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return Optional.empty();
        }
        PipelineOptions options = PipelineOptions.usual();
        List<String> stages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < arguments.length; i++) {
            String word = arguments[i];
            if (isPlain(word)) {
                stages.add(word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 && ++i == arguments.length) {
                return Optional.empty();
            }
            String value = equals < 0 ? arguments[i] : word.substring(equals + 1);
            boolean mayFollow = seen.add(option) || option.equals("-p");
            if (!mayFollow || !isPlain(value) || !set(options, option, value)) {
                return Optional.empty();
            }
        }
        return Files.isRegularFile(options.file)
                ? Optional.of(new RunRequest(options, stages, Digest.of(options.file)))
                : Optional.empty();
    }

    /** Returns whether a word is neither an option nor needs interpretation. */
    private static boolean isPlain(String word) {
        return !word.isBlank() && word.charAt(0) != '-' && word.charAt(0) != '@';
    }

    private static boolean set(PipelineOptions options, String option, String value) {
        try {
            switch (option) {
                case "--file" -> options.file = Path.of(value);
                case "--cache-dir" -> options.store.cacheDir = Path.of(value);
                case "--profile" -> options.profile = value;
                case "-p" -> options.overrides.add(value);
                default -> {
                    return false;
                }
            }
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Repeats a run whose results and copies all exist: says so, and records that its results are in use and, unless it
     * is the last run, that it ran.
     *
     * @return whether it did so; false if the run is unknown, if anything is missing or has changed, or if the store
     *     gave a warning
     * @throws IOException if the store or a folder cannot be used
     */
    public boolean repeat(PrintWriter out, PrintWriter err) throws IOException {
        ScratchOptions scratch = new ScratchOptions();
        options.requirePlaces();
        scratch.requirePlace();
        if (!Files.isDirectory(options.storeFolder())) {
            return false;
        }
        Instant started = Instant.now();
        List<StoreWarning> warnings = new ArrayList<>();
        try (Store store = Store.open(options.storeFolder(), warnings::add)) {
            Optional<KeyPreimage> preimage = preimage(resultsFolder(store));
            Optional<RunEntry> known = preimage.isEmpty() ? Optional.empty() : RunEntry.find(store, preimage.get());
            if (known.isEmpty()) {
                return false;
            }
            RunEntry run = known.get();
            List<CacheKey> results = run.results(options.folder(), store);
            boolean good = !results.isEmpty() && warnings.isEmpty();
            if (!good || !new RunHistory(options.historyFolder()).repeat(run.identity(), started)) {
                return false;
            }
            store.recordUse(results);
            store.recordUse(List.of(preimage.get().key()));
            Leftovers.remove(options, scratch);
            err.println(
                    RunProgress.nothingToDo(run.points(results), run.stages().size()));
            err.flush();
            ResultsFolder.tellPlaces(options.resultsFolder(), run.withFigures(), true, out);
            return true;
        }
    }

    private ResultsFolder resultsFolder(Store store) {
        return new ResultsFolder(
                options.resultsFolder(), store, options.settings().owner());
    }

    /** Records a complete run in the store, after its results were copied and reported. */
    public void remember(RunEntry run, Store store, ResultsFolder results) throws IOException {
        Optional<KeyPreimage> preimage = preimage(results);
        if (preimage.isPresent() && !store.isReadOnly()) {
            run.save(store, preimage.get());
        }
    }

    /**
     * Returns everything that a run depends on and that is known before the pipeline is read, and the copies of
     * results; empty if a copy is not intact. The result of the last verification is among the copies.
     */
    private Optional<KeyPreimage> preimage(ResultsFolder results) throws IOException {
        Optional<String> copies = results.listing();
        if (copies.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> asked = new TreeMap<>();
        asked.put("run of", pipeline.hex());
        asked.put(FILE, options.file.toAbsolutePath().normalize().toString());
        for (Path site : PipelineReader.siteFiles(options.file)) {
            asked.put(
                    "site " + site.toAbsolutePath().normalize(), Digest.of(site).hex());
        }
        asked.put(PROFILE, options.profile);
        put(asked, "override", options.overrides);
        put(asked, "stage", stages);
        asked.put("program", ProgramCode.OF_THIS_PROGRAM.programDigest());
        asked.put("copies", copies.get());
        return Optional.of(new KeyPreimage(asked));
    }

    private static void put(SortedMap<String, String> asked, String option, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            asked.put(option + " " + i, values.get(i));
        }
    }
}
