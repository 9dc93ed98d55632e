/**
 * Bundles for reviewers. A bundle is a zip file with the lock, the report, figures, tables, the pipeline and its data,
 * described as a Workflow Run RO-Crate and for CODECHECK. Open {@link org.cb1network.engine.verify.bundle.BundleWriter}
 * first, which writes it. {@link org.cb1network.engine.verify.bundle.Bundle} reads it without unpacking, and
 * {@link org.cb1network.engine.verify.bundle.ZipArchive} checks everything that a zip file declares about itself.
 */
@NullMarked
package org.cb1network.engine.verify.bundle;

import org.jspecify.annotations.NullMarked;
