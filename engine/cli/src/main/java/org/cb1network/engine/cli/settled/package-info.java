/**
 * What a complete run has settled: as long as nothing that it read and nothing that it left behind has changed, the same run has
 * nothing to do, and that is known without reading the pipeline and computing thousands of keys.
 *
 * <p>Open {@link org.cb1network.engine.cli.settled.SettledRun} first: it says what has to be unchanged. All that this package can decide is
 * that there is nothing to do; if anything is not as it was, the run goes the long way, as if this package were not there.
 */
@NullMarked
package org.cb1network.engine.cli.settled;

import org.jspecify.annotations.NullMarked;
