/**
 * Binding of YAML values to typed parameters, for any record described by the annotations of {@link
 * org.cb1network.engine.stage}: types, units, ranges, defaults, references, overrides by path, and the canonical form
 * used for cache keys. Open {@link org.cb1network.engine.runner.spec.bind.ParameterType} and {@link
 * org.cb1network.engine.runner.spec.bind.Binder} first.
 *
 * <p>A {@link org.cb1network.engine.runner.spec.bind.Binder} converts a YAML value to a {@link
 * org.cb1network.engine.runner.spec.bind.Draft}: a typed tree that knows where each value was written, may contain
 * unresolved references, and allows cheap replacement of single values. A draft builds the record; {@link
 * org.cb1network.engine.runner.spec.bind.CanonicalParameters} are computed from the record, never from the written
 * form.
 */
@NullMarked
package org.cb1network.engine.runner.spec.bind;

import org.jspecify.annotations.NullMarked;
