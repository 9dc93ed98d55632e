package org.cb1network.engine.runner.spec;

import org.cb1network.engine.runner.spec.bind.CanonicalParameters;

/**
 * The parameters of a stage at one point. Points at which they are the same share one object.
 *
 * @param parameters the stage's parameters: complete, checked and normalized
 * @param canonical the same as names and texts, for cache keys and for people
 */
public record ResolvedPoint(Record parameters, CanonicalParameters canonical) {}
