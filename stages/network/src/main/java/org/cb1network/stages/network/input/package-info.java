/**
 * Input that is not drawn by the simulation: {@link org.cb1network.stages.network.input.EventSchedule the published schedules} of input
 * events, and {@link org.cb1network.stages.network.input.ConnectionFile connections} and
 * {@link org.cb1network.stages.network.input.EventFile afferent events} from CSV or Arrow files.
 */
@NullMarked
package org.cb1network.stages.network.input;

import org.jspecify.annotations.NullMarked;
