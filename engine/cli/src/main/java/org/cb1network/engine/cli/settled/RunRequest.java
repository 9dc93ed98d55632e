package org.cb1network.engine.cli.settled;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.cache.Digest;

/**
 * What a run is asked for, apart from what the pipeline and its data files say.
 *
 * @param pipeline the pipeline file
 * @param profile its profile
 * @param overrides values set on the command line
 * @param stages names of the stages that are asked for; all if there are none
 * @param from names of the stages that everything is to depend on
 * @param store folder of the store
 */
public record RunRequest(
        Path pipeline, String profile, List<String> overrides, List<String> stages, List<String> from, Path store) {

    public RunRequest {
        overrides = List.copyOf(overrides);
        stages = List.copyOf(stages);
        from = List.copyOf(from);
    }

    /** A digest of the request and of the program that is to fulfil it, which decides what a pipeline means. */
    Digest digest(Digest program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(program.bytes());
            SettledRunFile.writeText(pipeline.toAbsolutePath().toString(), out);
            SettledRunFile.writeText(profile, out);
            SettledRunFile.writeText(store.toAbsolutePath().toString(), out);
            for (List<String> names : List.of(overrides, stages, from)) {
                out.writeInt(names.size());
                for (String name : names) {
                    SettledRunFile.writeText(name, out);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("an array can always be written", e);
        }
        return Digest.of(bytes.toByteArray());
    }
}
