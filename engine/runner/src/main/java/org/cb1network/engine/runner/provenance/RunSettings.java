package org.cb1network.engine.runner.provenance;

import java.util.List;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.read.PipelineReader;

/**
 * The settings of a run. Several pipeline files, profiles and overrides share a folder and its history; runs are
 * compared with runs of the same file and profile.
 *
 * @param file name of the pipeline file, without its folder; empty in records of earlier versions
 * @param pipeline name of the pipeline; empty where it does not matter
 * @param profile name of the profile
 * @param overrides {@code path=value} each, as given with {@code -p}
 */
public record RunSettings(String file, String pipeline, String profile, List<String> overrides) {

    public RunSettings {
        overrides = List.copyOf(overrides);
    }

    /** Returns the settings with which a pipeline was read. */
    public static RunSettings of(PipelineSpec pipeline) {
        return new RunSettings(
                String.valueOf(pipeline.file().getFileName()),
                pipeline.name(),
                pipeline.profile(),
                pipeline.overrides());
    }

    /** Returns whether two runs have the same pipeline file and profile, regardless of their overrides. */
    public boolean haveProfileOf(RunSettings other) {
        boolean filesAreKnown = !file.isEmpty() && !other.file.isEmpty();
        return profile.equals(other.profile) && (filesAreKnown ? file.equals(other.file) : haveNameOf(other));
    }

    private boolean haveNameOf(RunSettings other) {
        return pipeline.isEmpty() || other.pipeline.isEmpty() || pipeline.equals(other.pipeline);
    }

    /** Returns whether two runs have the same pipeline file, profile and overrides. */
    public boolean areThoseOf(RunSettings other) {
        return haveProfileOf(other) && overrides.equals(other.overrides);
    }

    /** Returns whether other settings are compared with these: they are the same, or the same without overrides. */
    public boolean areBaseOf(RunSettings other) {
        return haveProfileOf(other) && (overrides.isEmpty() || overrides.equals(other.overrides));
    }

    /** Returns one line that identifies the owner of the results of such a run. */
    public String owner() {
        return file + variant();
    }

    /** Returns what distinguishes such a run from one of the pipeline file as it is; see {@link #variant(String, List)}. */
    public String variant() {
        return variant(profile, overrides);
    }

    /**
     * Returns a text to follow a name, such as {@code , profile quick, -p seed=2}. The default profile is not mentioned, because
     * a pipeline need not have profiles.
     */
    public static String variant(String profile, List<String> overrides) {
        StringBuilder text = new StringBuilder();
        if (!profile.equals(PipelineReader.DEFAULT_PROFILE)) {
            text.append(", profile ").append(profile);
        }
        for (String override : overrides) {
            text.append(", -p ").append(override);
        }
        return text.toString();
    }
}
