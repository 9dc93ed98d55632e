/**
 * A bundle for reviewers: one zip with the lock, the report, figures, tables, the pipeline and its data, described as a Workflow Run
 * RO-Crate and for CODECHECK. {@link org.cb1network.engine.verify.bundle.BundleWriter} packs it, {@link
 * org.cb1network.engine.verify.bundle.Bundle} reads it without unpacking, and {@link org.cb1network.engine.verify.bundle.ZipArchive} takes nothing
 * for granted that a zip file says of itself.
 */
@NullMarked
package org.cb1network.engine.verify.bundle;

import org.jspecify.annotations.NullMarked;
