/** The code fingerprint: a digest of the bytecode that a stage can reach inside the project. */
@NullMarked
package org.cb1network.engine.fingerprint;

import org.jspecify.annotations.NullMarked;
