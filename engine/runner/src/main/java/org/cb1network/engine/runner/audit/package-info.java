/**
 * Computes again what the store has already, and compares: the only way to find a result that is whole but wrong, as one is whose
 * code changed without its fingerprint.
 *
 * <p>{@link org.cb1network.engine.runner.audit.Audit} is the way in. {@link org.cb1network.engine.compare.EntryComparison} finds the first
 * difference between two results of one key.
 */
@NullMarked
package org.cb1network.engine.runner.audit;

import org.jspecify.annotations.NullMarked;
