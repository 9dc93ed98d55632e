/**
 * Information about results: how they came into the store ({@link org.cb1network.engine.runner.provenance.ResultOrigins
 * origin}: computed here, imported, or only in a remote), when and on what machine they were computed ({@link
 * org.cb1network.engine.runner.provenance.Provenance}), past runs ({@link
 * org.cb1network.engine.runner.provenance.RunHistory}), and why a stage has to run again ({@link
 * org.cb1network.engine.runner.provenance.Explainer}, the class to open first).
 */
@NullMarked
package org.cb1network.engine.runner.provenance;

import org.jspecify.annotations.NullMarked;
