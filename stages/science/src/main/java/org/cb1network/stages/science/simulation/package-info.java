/**
 * The stage that simulates: {@link org.cb1network.stages.science.simulation.SimulateStage} takes the network model as a point of the
 * pipeline has it, and yields mean rates and recordings. Every simulation of the paper is a point of this one stage type, so that
 * two stages that ask for the same simulation share it.
 */
@NullMarked
package org.cb1network.stages.science.simulation;

import org.jspecify.annotations.NullMarked;
