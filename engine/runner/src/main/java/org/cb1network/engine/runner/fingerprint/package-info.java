/**
 * Code fingerprints: what code a stage can reach inside the project, so that an edit runs again exactly the stages it
 * can affect.
 *
 * <p>Open {@link org.cb1network.engine.runner.fingerprint.CodeFingerprinter} first; its Javadoc states the rules. Behind it,
 * in the order in which a class file passes through:
 *
 * <ol>
 *   <li>{@link org.cb1network.engine.runner.fingerprint.ClassSource} finds class files; {@code ClassCodeReader} reads one, once.
 *   <li>{@code Ingredients} says what of a class, field or method enters its hash, {@code Edges} says what it leads to.
 *       These two own the decisions; everything else is mechanics.
 *   <li>{@code Reachability} follows the edges from the stage until nothing new appears.
 *   <li>{@link org.cb1network.engine.runner.fingerprint.CodeFingerprint} is the result: it is hashed into the key, stored beside the
 *       result, and compared with an older one to say which method changed and how the stage reaches it.
 * </ol>
 *
 * <p>Third-party code is not followed; {@link org.cb1network.engine.runner.fingerprint.LibraryIndex} names the library a class
 * comes from. While the program is built, {@link org.cb1network.engine.runner.fingerprint.CodeIndexWriter} notes the libraries and the
 * digests of all stages in its jar, so that a start need not read class files.
 */
@NullMarked
package org.cb1network.engine.runner.fingerprint;

import org.jspecify.annotations.NullMarked;
