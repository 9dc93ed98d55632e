/**
 * The report: one HTML page about a pipeline, its results and how they came about. Open {@link
 * org.cb1network.engine.report.Report} first; {@link org.cb1network.engine.report.ReportContent} is what it is made from.
 *
 * <p>The page is complete in itself: style, figures and the picture of the pipeline are part of the file; it loads nothing and
 * runs no script. It is HTML that is well-formed XML, too, which is how the tests read it. Everything that differs between two runs
 * that give the same results (what ran, times, machines) is in the one section {@code run}.
 *
 * <p>The page knows no stage by name. For any pipeline it shows the figures, the tables of the final stages, every stage with its
 * parameters, the graph, times and provenance. Some tables have their own form, by the name of their schema and their columns:
 *
 * <ul>
 *   <li>{@code comparison} with {@code published, computed, verdict}: values beside those of a reference, one at a time and in curves
 *       (rows with a number in {@code x}). {@code reference, panel, quantity, unit, reading_uncertainty,
 *       prediction_low, prediction_high, off_by, remark} are used where they are there; other text columns say what a value is of.
 *   <li>{@code claims} with {@code claim, difference, verdict}: a row a claim; what a text column before {@code number} tells apart
 *       stands side by side.
 *   <li>{@code choices} with {@code choice, confidence}: how sure the choices of the pipeline are, which themselves come from {@code
 *       choices:} in the pipeline file.
 * </ul>
 *
 * <p>The tables of a stage that takes the model and nothing else describe it, and what a leading axis (the condition) changes in it.
 *
 * <p>A text column {@code verdict} in any table is shown with a sign and a colour, see {@link org.cb1network.engine.report.VerdictSign}.
 */
@NullMarked
package org.cb1network.engine.report;

import org.jspecify.annotations.NullMarked;
