/**
 * Output formats of a verification: for people ({@link org.cb1network.engine.verify.output.VerificationText}), for
 * programs ({@link org.cb1network.engine.verify.output.VerificationJson}) and for build services ({@link
 * org.cb1network.engine.verify.output.JUnitXml}).
 */
@NullMarked
package org.cb1network.engine.verify.output;

import org.jspecify.annotations.NullMarked;
