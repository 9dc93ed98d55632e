/** What a stage is: its typed parameters, named inputs and named outputs, and what the engine hands to it. */
@NullMarked
package org.cb1network.engine.stage;

import org.jspecify.annotations.NullMarked;
