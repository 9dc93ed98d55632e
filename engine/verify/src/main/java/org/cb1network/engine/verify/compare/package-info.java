/**
 * Compares tables cell by cell ({@link org.cb1network.engine.verify.compare.TableComparison}) and estimates ({@link
 * org.cb1network.engine.verify.compare.Tolerance}). What a difference may be depends on what a column holds, and every rule says why.
 */
@NullMarked
package org.cb1network.engine.verify.compare;

import org.jspecify.annotations.NullMarked;
