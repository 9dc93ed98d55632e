/**
 * The API for authors of stages: stages, their typed parameters, named inputs and outputs, and the context that the
 * engine passes to them. Open {@link org.cb1network.engine.stage.Stage} first.
 *
 * <p>The parameters of a stage are a record. Annotations of its components determine the keys in {@code pipeline.yaml},
 * the checks, the documentation and the JSON Schema:
 *
 * <pre>{@code
 * record Parameters(
 *         NetworkModel model,
 *         @Describe("simulated time") @Unit("ms") @Range(min = 0, minExclusive = true) double durationMs,
 *         @Describe("time left out of every mean") @Unit("ms") @Range(min = 0) @Default("200 ms") double discardMs) {}
 * }</pre>
 *
 * <p>is written in YAML as {@code with: {duration: 3 s}}. A component may be a {@code double}, {@code int}, {@code
 * long}, {@code boolean}, {@code String}, an enum, a {@link org.cb1network.engine.stage.DataFile}, {@link
 * org.cb1network.engine.stage.SourceFiles}, a {@link org.cb1network.engine.stage.CommandOutput}, a {@link
 * org.cb1network.engine.stage.Setting}, {@link org.cb1network.engine.stage.Indices}, another such record, a sealed interface of records, or a {@code List}, {@code Map} or
 * {@code Optional} of these. A component whose type is a
 * {@link org.cb1network.engine.stage.SharedDocument}, such as {@code NetworkModel}, is not part of {@code with}: it is a
 * section of the pipeline, modified by the stage's circuit, condition and overrides.
 *
 * <p>The rows of its tables are records, too: see {@link org.cb1network.engine.stage.RowType}.
 *
 * <p>Code fingerprints end at this package: the engine's implementation behind these types never changes the bytes of a
 * stage's outputs, so an edit here makes no result stale.
 */
@EngineBoundary
@NullMarked
package org.cb1network.engine.stage;

import org.jspecify.annotations.NullMarked;
