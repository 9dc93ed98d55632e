/**
 * Samples of a space of parameters: the settings of {@code sample:} in a sweep ({@link
 * org.cb1network.engine.runner.spec.sample.SampleSettings}) and the points of each method in the unit cube ({@link
 * org.cb1network.engine.runner.spec.sample.SampleMethod}). Open {@code SampleMethod} first.
 */
@NullMarked
package org.cb1network.engine.runner.spec.sample;

import org.jspecify.annotations.NullMarked;
