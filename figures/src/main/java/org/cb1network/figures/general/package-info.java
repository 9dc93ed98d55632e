/**
 * Figures of any table: which columns they show is a parameter. They know no network, no population and no condition.
 * {@link org.cb1network.figures.general.ActivityFigure} shows the recordings of any network. Open
 * {@link org.cb1network.figures.general.CurvesFigure} first; all of them read their input through
 * {@link org.cb1network.figures.general.SelectedRows} and draw one panel on a {@link org.cb1network.figures.general.Sheet}.
 */
@NullMarked
package org.cb1network.figures.general;

import org.jspecify.annotations.NullMarked;
