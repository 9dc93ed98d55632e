/** The simulator of spiking networks. It knows nothing of the pipeline. */
@NullMarked
package org.cb1network.network;

import org.jspecify.annotations.NullMarked;
