/**
 * The results that are verified, wherever they are: {@link org.cb1network.engine.verify.result.Results}, made from a run by {@link
 * org.cb1network.engine.verify.result.RunResults}. {@link org.cb1network.engine.verify.result.Snapshot} makes of them what the lock records.
 */
@NullMarked
package org.cb1network.engine.verify.result;

import org.jspecify.annotations.NullMarked;
