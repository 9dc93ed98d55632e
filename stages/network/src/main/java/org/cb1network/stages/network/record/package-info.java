/**
 * Recordings of a simulation. A {@link org.cb1network.stages.network.record.Recorder} sees the network at two points of every step and
 * passes what it records to a sink: in memory ({@link org.cb1network.stages.network.record.SpikeTrains}) or, row by row, in an Arrow table
 * ({@link org.cb1network.stages.network.record.ArrowRecorders}).
 */
@NullMarked
package org.cb1network.stages.network.record;

import org.jspecify.annotations.NullMarked;
