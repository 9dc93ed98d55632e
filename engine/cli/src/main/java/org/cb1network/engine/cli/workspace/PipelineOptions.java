package org.cb1network.engine.cli.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cb1network.engine.cli.results.OwnFile;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.runner.spec.RemoteSettings;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that choose the pipeline and the store. */
public final class PipelineOptions {

    private static final String SCRATCH = "PIPELINE_SCRATCH_DIR";
    private static final String USUAL_FILE = "pipeline.yaml";
    private static final String RESULTS = "results";
    private static final String ENDING = ".yaml";
    private static final String USUAL_NAME = "pipeline";

    /** Folder for results with overrides, within the folder of the profile. */
    private static final String TRIAL = "trial";

    /** The contents of {@code results} itself. */
    private static final Set<String> NO_PROFILES =
            Set.of(ResultsFolder.TABLES, ResultsFolder.FIGURES, ResultsFolder.DIFFERENCES, TRIAL);

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = USUAL_FILE,
            description = "The pipeline (default: ${DEFAULT-VALUE}).")
    public Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = PipelineReader.DEFAULT_PROFILE,
            description = "The profile of the pipeline (default: ${DEFAULT-VALUE}).")
    public String profile;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "PATH=VALUE",
            description =
                    "Set a value of the pipeline, such as \"stages.spontaneous.with.duration=1 s\". May be repeated.")
    public List<String> overrides = List.of();

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "The store (default: .pipeline/store beside the pipeline).")
    @Nullable
    public Path cacheDir;

    @Option(
            names = "--scratch-dir",
            paramLabel = "DIR",
            description =
                    "Folder for temporary results that are compared and then removed (default: the environment variable "
                            + SCRATCH + ", otherwise beside the store).")
    @Nullable
    Path scratchDir;

    /** Returns the options of an empty command line; overrides may be added. */
    public static PipelineOptions usual() {
        PipelineOptions options = new PipelineOptions();
        options.file = Path.of(USUAL_FILE);
        options.profile = PipelineReader.DEFAULT_PROFILE;
        options.overrides = new ArrayList<>();
        return options;
    }

    @Option(names = "--remote", paramLabel = "NAME", description = "Use this remote of the pipeline and no other.")
    @Nullable
    public String remote;

    @Option(names = "--no-remote", description = "Use no remote.")
    boolean noRemote;

    /**
     * Returns the settings of the remote that the user names; null if none is named.
     *
     * @throws IllegalArgumentException if there is no such remote
     */
    @Nullable
    public RemoteSettings named(Map<String, RemoteSettings> remotes) {
        Exclusive.require("--remote", remote != null, "--no-remote", noRemote);
        if (remote == null) {
            return null;
        }
        RemoteSettings settings = remotes.get(remote);
        if (settings == null) {
            throw new IllegalArgumentException("there is no remote '" + remote + "' in " + file
                    + (remotes.isEmpty() ? "" : "; there is " + String.join(", ", remotes.keySet())));
        }
        return settings;
    }

    /** Returns the folder of the pipeline file. */
    public Path folder() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("--file must name a file, not '" + file + "'");
        }
        return folder;
    }

    /** Returns the folder in which the program keeps its data, beside the pipeline. */
    Path hiddenFolder() {
        return folder().resolve(".pipeline");
    }

    public Path storeFolder() {
        return cacheDir == null ? hiddenFolder().resolve("store") : cacheDir;
    }

    /** Returns the folders for scratch folders; the first writable one is used. */
    public List<Path> scratchPlaces() {
        @Nullable Path chosen = chosenScratchPlace();
        return chosen != null
                ? List.of(chosen)
                : List.of(
                        storeFolder().toAbsolutePath().resolve("..").normalize(),
                        Path.of(System.getProperty("java.io.tmpdir")));
    }

    private @Nullable Path chosenScratchPlace() {
        String ofEnvironment = System.getenv(SCRATCH);
        return scratchDir != null || ofEnvironment == null || ofEnvironment.isBlank()
                ? scratchDir
                : Path.of(ofEnvironment);
    }

    public Path historyFolder() {
        return hiddenFolder().resolve("history");
    }

    /** Returns the folder for data of runs with several processes. */
    public Path jobsFolder() {
        return hiddenFolder().resolve("jobs");
    }

    /** Returns the settings known from the command line; the name of the pipeline is in the file. */
    public RunSettings settings() {
        return new RunSettings(String.valueOf(file.getFileName()), "", profile, overrides);
    }

    /** Returns the lock of this pipeline file, such as {@code pipeline.lock}. */
    public Path lockFile() {
        return folder().resolve(name() + ".lock");
    }

    /**
     * Returns the folder of results: {@code results} for {@code pipeline.yaml}, {@code results-NAME} for {@code NAME.yaml}; in it a folder
     * for each profile except the default one; and in that a folder for results with overrides.
     */
    public Path resultsFolder() {
        return overrides.isEmpty() ? lockedFolder() : lockedFolder().resolve(TRIAL);
    }

    /** Returns the folder of the results without overrides, which a lock describes. */
    Path lockedFolder() {
        Path ofFile = folder().resolve(name().equals(USUAL_NAME) ? RESULTS : RESULTS + "-" + name());
        return profile.equals(PipelineReader.DEFAULT_PROFILE) ? ofFile : ofFile.resolve(profile);
    }

    /**
     * Checks, before any work, that all folders can be used.
     *
     * @throws IllegalArgumentException if results or scratch folders would mix with other files, or the folder for scratch folders does not exist
     */
    public void requirePlaces() {
        Path store = storeFolder().toAbsolutePath().normalize();
        if (lockedFolder().startsWith(store)) {
            throw new IllegalArgumentException("the results would be written to " + lockedFolder() + ", into the store "
                    + store + "; name another folder for the store");
        }
        OwnFile.requireOutsideStores(lockedFolder());
        @Nullable Path scratch = chosenScratchPlace();
        if (scratch != null && !Files.isDirectory(scratch)) {
            throw new IllegalArgumentException(
                    "there is no folder " + scratch + " for scratch folders; create it, or name another one");
        }
        if (scratch != null) {
            OwnFile.requireOutsideStores(scratch);
        }
        if (NO_PROFILES.contains(profile.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the results of a profile '" + profile
                    + "' would mix with other results in " + lockedFolder() + "; give the profile another name");
        }
    }

    private String name() {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
