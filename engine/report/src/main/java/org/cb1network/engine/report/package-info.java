/**
 * The report: one HTML page about a pipeline, its results and how they were computed. Open {@link
 * org.cb1network.engine.report.Report} first; {@link org.cb1network.engine.report.ReportContent} is its input.
 *
 * <p>The page is self-contained: style, figures and the picture of the pipeline are part of the file; it loads nothing
 * and runs no script. It is HTML that is also well-formed XML, which is how the tests read it. Everything that differs
 * between two runs with the same results (what ran, times, machines) is in the one section {@code run}.
 *
 * <p>The page knows no stage by name. For any pipeline it shows the figures, the tables of the final stages, every
 * stage with its parameters, the graph, times and provenance. Some tables have a special form, selected by schema name
 * and columns:
 *
 * <ul>
 * <li>{@code comparison} with {@code published, computed, verdict}: values compared with a reference, singly and in
 *     curves (rows with a number in {@code x}). {@code reference, panel, quantity, unit, reading_uncertainty,
 *     prediction_low, prediction_high, off_by, remark} are used if present; other text columns say what a value refers
 *     to.
 * <li>{@code claims} with {@code claim, difference, verdict}: one row per claim; the groups of a text column before
 *     {@code number} are shown side by side.
 * <li>{@code choices} with {@code choice, confidence}: the confidence in the pipeline's choices, which themselves come
 *     from {@code choices:} in the pipeline file.
 * </ul>
 *
 * <p>The tables of stages whose only input is the model describe the model, and how a leading axis (the condition)
 * changes it.
 *
 * <p>A text column {@code verdict} in any table is shown with a sign and a colour; see {@link
 * org.cb1network.engine.report.VerdictSign}.
 */
@NullMarked
package org.cb1network.engine.report;

import org.jspecify.annotations.NullMarked;
