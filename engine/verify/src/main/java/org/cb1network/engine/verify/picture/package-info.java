/**
 * Pictures that are compared pixel by pixel: {@link org.cb1network.engine.verify.picture.Pixels} of a PNG file, and {@link
 * org.cb1network.engine.verify.picture.PixelDifference}, which finds the panel and the block where two of them differ most and draws it.
 */
@NullMarked
package org.cb1network.engine.verify.picture;

import org.jspecify.annotations.NullMarked;
