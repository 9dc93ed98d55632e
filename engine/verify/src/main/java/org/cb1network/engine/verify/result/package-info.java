/**
 * The results to verify, from any source. {@link org.cb1network.engine.verify.result.RunResults} creates {@link
 * org.cb1network.engine.verify.result.Results} from a run, and {@link org.cb1network.engine.verify.result.Snapshot}
 * extracts what the lock records.
 */
@NullMarked
package org.cb1network.engine.verify.result;

import org.jspecify.annotations.NullMarked;
