/**
 * Output formats of a verification. Open {@link org.cb1network.engine.verify.output.VerificationText} first, the text
 * for people. {@link org.cb1network.engine.verify.output.VerificationJson} is for programs, and
 * {@link org.cb1network.engine.verify.output.JUnitXml} for build services.
 */
@NullMarked
package org.cb1network.engine.verify.output;

import org.jspecify.annotations.NullMarked;
