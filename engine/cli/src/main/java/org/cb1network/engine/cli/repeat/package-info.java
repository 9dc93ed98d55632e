/**
 * Computes some points twice under different conditions (threads, interpreter, garbage collectors, other JDKs), each condition in
 * a process of its own, and compares the bytes.
 *
 * <p>{@link org.cb1network.engine.cli.repeat.Repetition} is the way in; {@link org.cb1network.engine.cli.repeat.Conditions} says which conditions
 * there are here.
 */
@NullMarked
package org.cb1network.engine.cli.repeat;

import org.jspecify.annotations.NullMarked;
