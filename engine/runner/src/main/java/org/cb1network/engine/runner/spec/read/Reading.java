package org.cb1network.engine.runner.spec.read;

import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.yaml.Problems;

/**
 * What the readers of a document share.
 *
 * @param binder turns values into parameters
 * @param problems receives what is wrong
 * @param budget how much may still be built
 */
record Reading(Binder binder, Problems problems, Budget budget) {}
