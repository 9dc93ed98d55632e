/**
 * What {@code pipeline.lock} says: {@link org.cb1network.engine.verify.lock.Lock}, one {@link org.cb1network.engine.verify.lock.LockedProfile}
 * for each profile. {@link org.cb1network.engine.verify.lock.LockWriter} makes the text, one fact on a line and sorted, so that a change can
 * be read in a diff; {@link org.cb1network.engine.verify.lock.LockReader} reads it and names file, line and column of what is wrong.
 */
@NullMarked
package org.cb1network.engine.verify.lock;

import org.jspecify.annotations.NullMarked;
