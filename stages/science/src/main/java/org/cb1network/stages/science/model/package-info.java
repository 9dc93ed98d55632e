/**
 * The network model as tables, for figures and the report: {@link
 * org.cb1network.stages.science.model.DescribeModelStage}.
 */
@NullMarked
package org.cb1network.stages.science.model;

import org.jspecify.annotations.NullMarked;
