/**
 * The published network, for benchmarks, tests and as an example: {@link org.cb1network.stages.network.example.Cb1Network}. The
 * pipeline takes its numbers from pipeline.yaml, not from here.
 */
@NullMarked
package org.cb1network.stages.network.example;

import org.jspecify.annotations.NullMarked;
