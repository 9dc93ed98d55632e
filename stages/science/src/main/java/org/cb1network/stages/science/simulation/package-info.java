/**
 * The simulation stage: {@link org.cb1network.stages.science.simulation.SimulateStage} simulates the network model of
 * one point and writes mean rates and recordings. Every simulation of the paper is a point of this stage type, so
 * stages that need the same simulation share it.
 */
@NullMarked
package org.cb1network.stages.science.simulation;

import org.jspecify.annotations.NullMarked;
