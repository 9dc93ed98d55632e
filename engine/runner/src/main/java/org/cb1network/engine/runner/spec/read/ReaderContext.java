package org.cb1network.engine.runner.spec.read;

import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.yaml.Problems;

/**
 * Shared state of the readers of a document.
 *
 * @param binder converts values to parameters
 * @param problems receives errors
 * @param budget limits what is built
 * @param precedence refuses values that others replace
 */
record ReaderContext(Binder binder, Problems problems, Budget budget, Precedence precedence) {}
