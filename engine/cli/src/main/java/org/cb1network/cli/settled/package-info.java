/**
 * What a complete run has settled: as long as nothing that it depended on and nothing that it left behind has changed, the same
 * run has nothing to do, and that is known without reading the pipeline and computing thousands of keys.
 *
 * <p>{@link org.cb1network.cli.settled.SettledRun} says what has to be unchanged. Nothing here decides what is computed: whatever
 * is not as it was, the run goes the long way.
 */
@NullMarked
package org.cb1network.cli.settled;

import org.jspecify.annotations.NullMarked;
