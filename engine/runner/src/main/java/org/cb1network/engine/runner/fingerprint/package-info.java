/**
 * Code fingerprints: which classes a stage uses, so that an edit reruns only the stages it can affect.
 *
 * <p>Open {@link org.cb1network.engine.runner.fingerprint.CodeFingerprinter} first; its Javadoc states the rules.
 * {@link org.cb1network.engine.runner.fingerprint.ClassSource} finds class files, {@code ClassCodeReader} reads and
 * hashes one, and {@code ClassClosure} follows names from the stage until no new ones appear. The result is a {@link
 * org.cb1network.engine.runner.fingerprint.CodeFingerprint}. It enters the key and is stored beside the result.
 * Comparing it with an older one shows which class and which of its members changed, and by which classes the stage
 * reaches it.
 *
 * <p>Third-party code is not followed; {@link org.cb1network.engine.runner.fingerprint.LibraryTable} gives the library
 * of a class. At build time, {@link org.cb1network.engine.runner.fingerprint.CodeIndexWriter} records the libraries and
 * the digests of all stages in the jar, so that the program need not read class files when it starts.
 */
@NullMarked
package org.cb1network.engine.runner.fingerprint;

import org.jspecify.annotations.NullMarked;
