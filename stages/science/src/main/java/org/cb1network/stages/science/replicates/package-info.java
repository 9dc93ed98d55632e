/**
 * Means over replicates: {@link org.cb1network.stages.science.replicates.SummarizeStage} averages columns of any table. The
 * other classes are shared by stages that read the tables of a sweep with replicates: the axes ({@link
 * org.cb1network.stages.science.replicates.AxisColumns}), the values of a quantity at the replicates of each point
 * ({@link org.cb1network.stages.science.replicates.ReplicateValues}), and the columns of their mean ({@link
 * org.cb1network.stages.science.replicates.MeanColumns}).
 */
@NullMarked
package org.cb1network.stages.science.replicates;

import org.jspecify.annotations.NullMarked;
