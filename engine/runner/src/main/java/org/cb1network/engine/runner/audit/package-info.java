/**
 * Recomputation of stored results. It is the only way to find a result that is intact but wrong, for example because
 * the code changed without its fingerprint.
 *
 * <p>Open {@link org.cb1network.engine.runner.audit.Audit} first. {@link
 * org.cb1network.engine.compare.OutputComparison} compares two results of one key.
 */
@NullMarked
package org.cb1network.engine.runner.audit;

import org.jspecify.annotations.NullMarked;
