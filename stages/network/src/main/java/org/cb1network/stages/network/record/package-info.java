/**
 * Watching a simulation. A {@link org.cb1network.stages.network.record.Recorder} sees the network at two points of every step and
 * hands what it wants to a sink: into memory ({@link org.cb1network.stages.network.record.SpikeTrains}) or, row by row, into an Arrow table
 * ({@link org.cb1network.stages.network.record.ArrowRecorders}).
 */
@NullMarked
package org.cb1network.stages.network.record;

import org.jspecify.annotations.NullMarked;
