package org.cb1network.engine.verify.bundle;

import org.cb1network.engine.verify.result.Content;

/**
 * A file in a bundle.
 *
 * @param path its path within the bundle, with slashes
 * @param description a one-sentence description
 * @param role its role
 * @param content its bytes
 */
public record BundleFile(String path, String description, Role role, Content content) {

    /** The role of a file in a bundle. */
    public enum Role {
        /** The pipeline file. */
        WORKFLOW,
        /** An input file of the pipeline. */
        INPUT,
        /** A main result, which a reviewer looks at first. */
        FIGURE,
        /** Any other result. */
        RESULT,
        /** An accompanying file. */
        ABOUT
    }
}
