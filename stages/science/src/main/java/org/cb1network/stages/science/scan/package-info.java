/**
 * From a scan of parameters to a value that the network goes on with: {@link org.cb1network.stages.science.scan.RankScanStage}
 * looks for the point whose rates are nearest to their targets, {@link org.cb1network.stages.science.scan.ChooseStage} for the value
 * at which a quantity crosses a threshold. Both say how sure the outcome is. Open the latter's {@link
 * org.cb1network.stages.science.scan.ScanRule} for the rules of the paper.
 */
@NullMarked
package org.cb1network.stages.science.scan;

import org.jspecify.annotations.NullMarked;
