/**
 * Pictures that are compared pixel by pixel: {@link org.cb1network.verify.picture.Pixels} of a PNG file, and {@link
 * org.cb1network.verify.picture.PixelDifference}, which finds the panel and the block where two of them differ most and draws it.
 */
@NullMarked
package org.cb1network.verify.picture;

import org.jspecify.annotations.NullMarked;
