package org.cb1network.engine.cli.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import org.cb1network.engine.cli.results.OwnFile;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import picocli.CommandLine.Mixin;

/** The options that choose the pipeline and the store, for the many commands that need both. */
public final class PipelineOptions extends PipelineChoice {

    private static final String RESULTS = "results";
    private static final String ENDING = ".yaml";
    private static final String USUAL_NAME = "pipeline";

    /** Folder for results with overrides, within the folder of the profile. */
    private static final String TRIAL = "trial";

    /** The contents of {@code results} itself. */
    private static final Set<String> NO_PROFILES =
            Set.of(ResultsFolder.TABLES, ResultsFolder.FIGURES, ResultsFolder.DIFFERENCES, TRIAL);

    @Mixin
    public StoreOptions store = new StoreOptions();

    /** Returns the options of an empty command line; overrides may be added. */
    public static PipelineOptions usual() {
        PipelineOptions options = new PipelineOptions();
        options.overrides = new ArrayList<>();
        return options;
    }

    public Path storeFolder() {
        return store.folder(this);
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
     * Checks, before any work, that the folders of results can be used.
     *
     * @throws IllegalArgumentException if results would mix with other files
     */
    public void requirePlaces() {
        Path folder = storeFolder().toAbsolutePath().normalize();
        if (lockedFolder().startsWith(folder)) {
            throw new IllegalArgumentException("the results would be written to " + lockedFolder() + ", into the store "
                    + folder + "; name another folder for the store");
        }
        OwnFile.requireOutsideStores(lockedFolder());
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
