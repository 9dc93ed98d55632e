package org.cb1network.engine.runner.spec;

import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;

/**
 * What an input of a stage is connected to.
 *
 * @param port name of the input
 * @param source the output that it takes
 * @param eachPoint whether every point takes the rows of its own point of the other stage (see {@link Sweep#each()})
 *     rather than the whole output
 * @param position where it is written
 */
public record InputSpec(String port, Reference source, boolean eachPoint, SourcePosition position) {}
