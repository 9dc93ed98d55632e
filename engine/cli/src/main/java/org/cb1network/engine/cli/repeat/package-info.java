/**
 * Repetition of points under different conditions (threads, interpreter, garbage collectors, other JDKs), each
 * condition in its own process, with a comparison of the bytes to those in the store.
 *
 * <p>Open {@link org.cb1network.engine.cli.repeat.Repetition} first; {@link org.cb1network.engine.cli.repeat.JvmSetups}
 * lists the conditions available here.
 */
@NullMarked
package org.cb1network.engine.cli.repeat;

import org.jspecify.annotations.NullMarked;
