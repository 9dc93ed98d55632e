/** The stages of the pipeline, with one package per topic, and the analyses that they share. */
@NullMarked
package org.cb1network.stages.science;

import org.jspecify.annotations.NullMarked;
