/**
 * Computes some points again under different conditions (threads, interpreter, garbage collectors, other JDKs), each condition in
 * its own process, and compares the bytes with those in the store.
 *
 * <p>{@link org.cb1network.engine.cli.repeat.Repetition} is the way in; {@link org.cb1network.engine.cli.repeat.JvmSetups} says which conditions
 * there are here.
 */
@NullMarked
package org.cb1network.engine.cli.repeat;

import org.jspecify.annotations.NullMarked;
