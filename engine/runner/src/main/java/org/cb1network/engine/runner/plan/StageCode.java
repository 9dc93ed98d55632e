package org.cb1network.engine.runner.plan;

import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.stage.Stage;

/** The code of stages, as needed for cache keys and explanations. */
public interface StageCode {

    /** Returns the digest of the code that a stage can reach, in hexadecimal; it enters the stage's keys. */
    String digestOf(Stage<?> stage);

    /**
     * Returns the digest of the whole program in hexadecimal, which includes the code that turns a pipeline into keys
     * and is not part of any result's key.
     */
    String programDigest();

    /**
     * Returns the digest of the plugin jar that a stage type comes from, in hexadecimal; empty for a stage type of the
     * program. Like the program's, it covers the whole jar, because the annotations of a parameter say how it is read.
     */
    default String pluginDigest(Stage<?> stage) {
        return "";
    }

    /** Returns the whole fingerprint, whose digest is {@link #digestOf}. */
    CodeFingerprint fingerprintOf(Stage<?> stage);
}
