/**
 * From YAML values to typed parameters, for any record that is described by the annotations of
 * {@link org.cb1network.engine.stage}: types, units, ranges, defaults, references, overrides by path, and the canonical
 * form that cache keys are made of. Open {@link org.cb1network.engine.runner.spec.bind.ParameterType} and
 * {@link org.cb1network.engine.runner.spec.bind.Binder} first.
 *
 * <p>A {@link org.cb1network.engine.runner.spec.bind.Binder} turns a YAML value into a
 * {@link org.cb1network.engine.runner.spec.bind.Draft}: a typed tree that knows where each value was written, in which
 * references still stand open and single values can be replaced at little cost. Built, it becomes the record; the
 * {@link org.cb1network.engine.runner.spec.bind.CanonicalParameters} are made of the record, never of what was written.
 */
@NullMarked
package org.cb1network.engine.runner.spec.bind;

import org.jspecify.annotations.NullMarked;
