/**
 * Code fingerprints: which classes a stage uses, so that an edit runs again only the stages it can affect.
 *
 * <p>Open {@link org.cb1network.engine.runner.fingerprint.CodeFingerprinter} first; its Javadoc states the rules. {@link
 * org.cb1network.engine.runner.fingerprint.ClassSource} finds class files, {@code ClassCodeReader} reads and hashes one, {@code
 * ClassClosure} follows the names in it from the stage until nothing new appears. {@link
 * org.cb1network.engine.runner.fingerprint.CodeFingerprint} is the result: it enters the key, is stored beside the result, and is
 * compared with an older one to say which class and which of its members changed, and by which classes the stage reaches it.
 *
 * <p>Third-party code is not followed; {@link org.cb1network.engine.runner.fingerprint.LibraryTable} names the library a class
 * comes from. While the program is built, {@link org.cb1network.engine.runner.fingerprint.CodeIndexWriter} notes the libraries and the
 * digests of all stages in its jar, so that a start need not read class files.
 */
@NullMarked
package org.cb1network.engine.runner.fingerprint;

import org.jspecify.annotations.NullMarked;
