/**
 * What the author of a stage sees: what a stage is, its typed parameters, named inputs and named outputs, and what the
 * engine hands to it. Open {@link org.cb1network.engine.stage.Stage} first.
 *
 * <p>The parameters of a stage are a record. Its components are described by annotations, from which come the keys in
 * {@code pipeline.yaml}, the checks, the documentation and the JSON Schema:
 *
 * <pre>{@code
 * record Parameters(
 *         NetworkModel model,
 *         @Describe("simulated time") @Unit("ms") @Range(min = 0, minExclusive = true) double durationMs,
 *         @Describe("time left out of every mean") @Unit("ms") @Range(min = 0) @Default("200 ms") double discardMs) {}
 * }</pre>
 *
 * <p>is written in YAML as {@code with: {duration: 3 s}}. A component may be a {@code double}, {@code int}, {@code
 * long}, {@code boolean}, {@code String}, an enum, a {@link org.cb1network.engine.stage.DataFile}, another such record, a
 * sealed interface of records, or a {@code List}, {@code Map} or {@code Optional} of these. Not part of {@code with} is a
 * component whose type is a {@link org.cb1network.engine.stage.SharedDocument}, such as {@code NetworkModel}: it is a section of
 * the pipeline, as the stage's circuit, condition and overrides leave it.
 *
 * <p>The rows of its tables are records, too: see {@link org.cb1network.engine.stage.RowType}.
 *
 * <p>The package is a boundary of code fingerprints: what the engine does behind these types never changes the bytes of a stage's
 * outputs, so that an edit here makes no result stale.
 */
@EngineBoundary
@NullMarked
package org.cb1network.engine.stage;

import org.jspecify.annotations.NullMarked;
