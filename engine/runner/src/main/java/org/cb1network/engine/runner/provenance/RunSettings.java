package org.cb1network.engine.runner.provenance;

import java.util.List;
import org.cb1network.engine.runner.spec.PipelineSpec;

/**
 * What a run was asked for. Several pipeline files, profiles and overrides share a folder and its history; runs are compared with runs of
 * the same file and profile.
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

    /** The settings with which a pipeline was read. */
    public static RunSettings of(PipelineSpec pipeline) {
        return new RunSettings(
                String.valueOf(pipeline.file().getFileName()),
                pipeline.name(),
                pipeline.profile(),
                pipeline.overrides());
    }

    /** Whether two runs are of the same pipeline file and profile, whatever the overrides. */
    public boolean haveProfileOf(RunSettings other) {
        boolean filesAreKnown = !file.isEmpty() && !other.file.isEmpty();
        return profile.equals(other.profile) && (filesAreKnown ? file.equals(other.file) : haveNameOf(other));
    }

    private boolean haveNameOf(RunSettings other) {
        return pipeline.isEmpty() || other.pipeline.isEmpty() || pipeline.equals(other.pipeline);
    }

    /** Whether two runs are of the same pipeline file, profile and overrides. */
    public boolean areThoseOf(RunSettings other) {
        return haveProfileOf(other) && overrides.equals(other.overrides);
    }

    /** Whether these are what others are naturally compared with: the same, or the same without overrides. */
    public boolean areBaseOf(RunSettings other) {
        return haveProfileOf(other) && (overrides.isEmpty() || overrides.equals(other.overrides));
    }

    /** Whose results those of such a run are, in one line. */
    public String owner() {
        return file + ", " + this;
    }

    /** Such as {@code profile quick, -p seed=2}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("profile ").append(profile);
        for (String override : overrides) {
            text.append(", -p ").append(override);
        }
        return text.toString();
    }
}
