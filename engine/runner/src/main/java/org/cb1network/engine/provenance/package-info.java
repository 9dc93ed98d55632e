/** The record of how each result came about, kept beside the result and never inside it. */
@NullMarked
package org.cb1network.engine.provenance;

import org.jspecify.annotations.NullMarked;
