/**
 * The content of {@code pipeline.lock}. Open {@link org.cb1network.engine.verify.lock.Lock} first; it has one
 * {@link org.cb1network.engine.verify.lock.LockedProfile} per profile.
 * {@link org.cb1network.engine.verify.lock.LockWriter} writes sorted text with one fact per line, so that changes can
 * be read in a diff. {@link org.cb1network.engine.verify.lock.LockReader} reads it and reports problems by file, line
 * and column.
 */
@NullMarked
package org.cb1network.engine.verify.lock;

import org.jspecify.annotations.NullMarked;
