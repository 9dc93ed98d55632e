package org.cb1network.cli.settled;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.cache.Digest;

/**
 * What a run is asked for, apart from the data files that its pipeline names.
 *
 * @param pipeline the pipeline file
 * @param profile its profile
 * @param overrides values set on the command line
 * @param selection the stages that it names, by the way in which it names them
 * @param store folder of the store
 */
public record RunRequest(
        Path pipeline, String profile, List<String> overrides, List<List<String>> selection, Path store) {

    public RunRequest {
        overrides = List.copyOf(overrides);
        selection = List.copyOf(selection);
    }

    /**
     * A digest of the request and of the program that is to fulfil it.
     *
     * @param program digest of the program, which decides what the pipeline means
     * @throws IOException if the pipeline cannot be read
     */
    public Digest digest(Digest program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(program.bytes());
            out.write(Digest.of(pipeline).bytes());
            out.writeUTF(pipeline.toAbsolutePath().toString());
            out.writeUTF(profile);
            out.writeUTF(store.toAbsolutePath().toString());
            write(overrides, out);
            for (List<String> stages : selection) {
                write(stages, out);
            }
        }
        return Digest.of(bytes.toByteArray());
    }

    private static void write(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }
}
