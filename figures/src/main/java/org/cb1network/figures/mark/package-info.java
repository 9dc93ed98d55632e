/**
 * Marks: the graphical elements that show data in a panel, such as lines, bars, points, histograms, matrices, spike
 * rasters, reference lines, scale bars and notes. Open {@link org.cb1network.figures.mark.Mark} first: it is the
 * interface of all marks, including custom ones. Marks take primitive arrays.
 */
@NullMarked
package org.cb1network.figures.mark;

import org.jspecify.annotations.NullMarked;
