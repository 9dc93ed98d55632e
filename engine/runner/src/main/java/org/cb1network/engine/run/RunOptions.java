package org.cb1network.engine.run;

import org.cb1network.engine.plan.Selection;

/**
 * What a run is about and how it goes on after a failure.
 *
 * @param selection the stages
 * @param keepGoing whether a failed point keeps other points and other stages from being computed (false) or not (true)
 */
public record RunOptions(Selection selection, boolean keepGoing) {}
