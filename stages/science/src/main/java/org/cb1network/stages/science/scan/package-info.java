/**
 * Selection of parameter values from scans: {@link org.cb1network.stages.science.scan.RankScanStage} finds the point
 * whose rates are closest to their targets, {@link org.cb1network.stages.science.scan.ChooseStage} the value at which a
 * quantity crosses a threshold. Both report the uncertainty of the outcome. {@link
 * org.cb1network.stages.science.scan.ScanRule} has the rules of the paper.
 */
@NullMarked
package org.cb1network.stages.science.scan;

import org.jspecify.annotations.NullMarked;
