package org.cb1network.engine.runner.spec;

import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;

/**
 * The connection of an input of a stage.
 *
 * @param port name of the input
 * @param source the connected output
 * @param eachPoint whether every point takes the rows of its own point of the other stage (see {@link Sweep#each()})
 *     rather than the whole output
 * @param position where it is written
 */
public record InputSpec(String port, Reference source, boolean eachPoint, SourcePosition position) {}
