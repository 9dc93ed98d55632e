/** The stages of the pipeline, one package each, and the analyses that they share. */
@NullMarked
package org.cb1network.stages.science;

import org.jspecify.annotations.NullMarked;
