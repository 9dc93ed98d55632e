package org.cb1network.engine.runner.plan;

import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.stage.Stage;

/** The code behind stages, as far as cache keys and explanations need it. */
public interface StageCode {

    /** Digest of the code that a stage can reach, in hexadecimal: what enters its keys. */
    String digestOf(Stage<?> stage);

    /**
     * Digest of the whole program, in hexadecimal: of that, too, which turns a pipeline into keys, and which enters no key of a
     * result.
     */
    String programDigest();

    /**
     * Digest of the jar of the plugin that a stage type is from, in hexadecimal; empty if it is one of the program. As the program's, it
     * counts whole: the annotations of a parameter say how it is read.
     */
    default String pluginDigest(Stage<?> stage) {
        return "";
    }

    /** The whole fingerprint; its digest is {@link #digestOf}. */
    CodeFingerprint fingerprintOf(Stage<?> stage);
}
