package org.cb1network.engine.verify.bundle;

import org.cb1network.engine.verify.result.Content;

/**
 * A file for a bundle.
 *
 * @param path its path within the bundle, with slashes
 * @param description what it is, in a sentence
 * @param role what it is for
 * @param content its bytes
 */
public record BundleFile(String path, String description, Role role, Content content) {

    /** What a file in a bundle is for. */
    public enum Role {
        /** The pipeline file. */
        WORKFLOW,
        /** Something that the pipeline read. */
        INPUT,
        /** Something that it yielded and that a reviewer looks at first. */
        FIGURE,
        /** Something else that it yielded. */
        RESULT,
        /** What comes with it. */
        ABOUT
    }
}
