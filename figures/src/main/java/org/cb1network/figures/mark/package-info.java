/**
 * What stands for data in a panel: lines, bars, points, histograms, matrices, rasters of spikes, reference lines, scale
 * bars, notes. All take primitive arrays. A custom mark extends {@link org.cb1network.figures.mark.Mark}.
 */
@NullMarked
package org.cb1network.figures.mark;

import org.jspecify.annotations.NullMarked;
