package org.cb1network.figures.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.figures.general.ActivityFigure;
import org.cb1network.figures.general.BarsFigure;
import org.cb1network.figures.general.CurvesFigure;
import org.cb1network.figures.general.DistributionsFigure;
import org.cb1network.figures.general.Interval;
import org.cb1network.figures.general.MapFigure;
import org.cb1network.figures.general.RobustnessFigure;
import org.cb1network.figures.paper.EffectSummaryFigure;
import org.cb1network.figures.paper.ExampleSimFigure;
import org.cb1network.figures.paper.ModelFigure;
import org.cb1network.figures.supplement.InputLevelFigure;
import org.cb1network.figures.supplement.Layer4ScansFigure;
import org.cb1network.figures.supplement.NoiseComparisonFigure;
import org.cb1network.figures.supplement.PublishedComparisonFigure;
import org.cb1network.figures.supplement.ReleaseMapFigure;
import org.cb1network.figures.supplement.ScanResidualsFigure;
import org.cb1network.figures.supplement.SttcDefinitionsFigure;

/**
 * Small tables like those of the pipeline, for each figure.
 *
 * @param scale what all rates are multiplied with
 * @param single whether there is a single realisation, without confidence intervals
 */
record SyntheticTables(double scale, boolean single) {

    private static final List<String> CONDITIONS = List.of("V1", "V2M", "V2M-CB1-KO");
    private static final List<String> POPULATIONS = List.of("L4Exc", "L23Exc", "PvInh", "CB1Inh");

    /** A figure with its parameters and tables. */
    record Case<P extends Record>(FigureStage<P> figure, P parameters, FakeContext context) {
        @Override
        public String toString() {
            return figure.type().name();
        }
    }

    List<Case<?>> all() {
        return List.of(
                model(),
                exampleSim(),
                effectSummary(),
                scan(),
                layer4(),
                level(),
                sttcDefinitions(),
                map(),
                published(),
                noise(),
                curves(),
                anyMap(),
                bars(),
                distributions(),
                activity(),
                robustness());
    }

    Case<?> model() {
        ModelFigure figure = new ModelFigure();
        FakeContext context = FakeContext.of(figure).with("projections", projections(), 0);
        for (String train : List.of("pv", "cb1")) {
            int n = train.equals("pv") ? 500 : 2000;
            Table.Builder spikes = rows(number("time", "ms"));
            Table.Builder conductance =
                    rows(number("time", "ms"), number("release_probability", "1"), number("conductance", "nS"));
            for (int i = 0; i < n; i++) {
                double release = n == 500 ? 1 : 1 - Math.floor(i * 16.0 / n) / 15;
                conductance.row((double) i, release, scale * 10 * release * (i % 7));
                if (i % 7 == 0) {
                    spikes.row((double) i);
                }
            }
            context.with("spikes-" + train, spikes.build(), 0).with("conductance-" + train, conductance.build(), 0);
        }
        return new Case<>(figure, new NoParameters(), context);
    }

    Case<?> exampleSim() {
        ExampleSimFigure figure = new ExampleSimFigure();
        FakeContext context = recordings(figure);
        Table.Builder constants = rows(text("population"), number("rest", "mV"));
        for (String population : POPULATIONS) {
            constants.row(population, -70.0);
        }
        context.with("populations", constants.build(), 0);
        return new Case<>(figure, new ExampleSimFigure.Parameters(1, 1100, 1600, 0, 500, 5, 10), context);
    }

    /** Recordings of one simulation of each condition. */
    private FakeContext recordings(Stage<?> figure) {
        FakeContext context = FakeContext.of(figure);
        for (String condition : CONDITIONS) {
            Map<String, String> point = Map.of("condition", condition, "replicate", "1");
            Table.Builder spikes = rows(text("population"), integer("neuron"), integer("step"));
            Table.Builder membrane =
                    rows(text("population"), integer("neuron"), integer("step"), number("membrane_potential", "mV"));
            Table.Builder rates = rows(text("population"), integer("step"), number("rate", "Hz"));
            Table.Builder input = rows(text("afferent"), integer("step"), number("rate", "Hz"));
            for (int step = 0; step < 30_000; step += 50) {
                input.row("AffExcTV", step, scale * Math.max(0, 4 - Math.abs(step - 20_000) / 1000.0));
                for (String population : POPULATIONS) {
                    spikes.row(population, (step * 7) % 40, step);
                    spikes.row(population, 0, step + 20);
                    membrane.row(population, 0, step, -70 + scale * ((step / 50) % 20));
                    rates.row(population, step, scale * (10 + (step / 50) % 5));
                }
            }
            context.withPoint("spikes", point, spikes.build(), 0)
                    .withPoint("membrane", point, membrane.build(), 0)
                    .withPoint("rates", point, rates.build(), 0)
                    .withPoint("input", point, input.build(), 0);
        }
        Table.Builder simulations = rows(
                text("population"),
                integer("neurons"),
                Column.int64("spikes", "1", ""),
                number("duration", "ms"),
                number("time_step", "ms"));
        for (String population : POPULATIONS) {
            simulations.row(population, 40, 100L, 3000.0, 0.1);
        }
        return context.with("simulations", simulations.build(), 0);
    }

    Case<?> effectSummary() {
        EffectSummaryFigure figure = new EffectSummaryFigure();
        Table.Builder membrane = rows(
                text("condition"),
                text("population"),
                number("mean", "mV"),
                number("mean_ci_low", "mV"),
                number("mean_ci_high", "mV"));
        double v = -64;
        for (String condition : CONDITIONS) {
            membrane.row(condition, "L4Exc", v, error(v, -0.2), error(v, 0.2));
            v -= 2 * scale;
        }
        FakeContext context = FakeContext.of(figure)
                .with(
                        "release",
                        estimates("rate", "Hz", 20, number("release", "1"), 0.1, 0.65, 12, POPULATIONS, false),
                        0)
                .with("spontaneous", estimates("rate", "Hz", 12, number("none", "1"), 0, 0, 1, POPULATIONS, true), 0)
                .with("membrane", membrane.build(), 0)
                .with("responses", responses(), 0)
                .with("responses-l23", responses(), 0)
                .with(
                        "gains",
                        estimates("relative_gain", "1/Hz", 1.2, number("none", "1"), 0, 0, 1, POPULATIONS, true),
                        0)
                .with("sttc", sttc(), 0);
        return new Case<>(figure, new EffectSummaryFigure.Parameters(4), context);
    }

    Case<?> scan() {
        ScanResidualsFigure figure = new ScanResidualsFigure();
        String[] axes = {"background-to-l23", "background-to-pv", "background-to-cb1", "pv-to-pv", "cb1-to-cb1"};
        List<Column> columns = new ArrayList<>();
        for (String axis : axes) {
            columns.add(number(axis, "1"));
        }
        columns.addAll(List.of(
                integer("rank"),
                number("residual", "1"),
                number("standard_error", "1"),
                Column.bool("told_apart", ""),
                number("residual_other_window", "1")));
        Table.Builder ranking = Table.builder(new TableSchema("ranking", "", columns));
        for (int i = 0; i < 243; i++) {
            double[] p = new double[5];
            for (int axis = 0, rest = i; axis < 5; axis++, rest /= 3) {
                p[axis] = 0.025 * (1 + rest % 3);
            }
            double residual = scale * 0.3 * (1 + i / 10.0);
            ranking.row(p[0], p[1], p[2], p[3], p[4], i + 1, residual, error(0, 0.05), i > 5, residual * 1.1);
        }
        return new Case<>(
                figure,
                new ScanResidualsFigure.Parameters(30),
                FakeContext.of(figure).with("ranking", ranking.build(), axes.length));
    }

    Case<?> layer4() {
        Layer4ScansFigure figure = new Layer4ScansFigure();
        Table.Builder grid = rows(
                number("to-l23", "1"),
                number("to-inhibitory", "1"),
                text("population"),
                number("response_at_largest", "Hz"));
        Table.Builder candidates =
                rows(number("probability", "1"), number("quantity", "1"), number("standard_error", "1"));
        for (int i = 0; i < 8; i++) {
            candidates.row(0.005 + 0.02 * i, scale * 0.2 * i, error(0, 0.01));
            for (int k = 0; k < 8; k++) {
                grid.row(0.025 * (i + 1), 0.025 * (k + 1), "L23Exc", scale * i * k);
            }
        }
        Table choice = rows(number("probability", "1"), number("threshold", "1"))
                .row(0.01, 0.05)
                .build();
        Column probability = number("probability", "1");
        FakeContext context = FakeContext.of(figure)
                .with("background", estimates("rate", "Hz", 10, probability, 0.01, 0.1, 16, POPULATIONS, false), 0)
                .with("background-choice", choice, 0)
                .with("feed-forward", candidates.build(), 0)
                .with("feed-forward-choice", choice, 0)
                .with("gains", estimates("relative_gain", "1/Hz", 1, probability, 0.005, 0.15, 9, POPULATIONS, true), 0)
                .with("grid", grid.build(), 0);
        return new Case<>(figure, new NoParameters(), context);
    }

    Case<?> level() {
        InputLevelFigure figure = new InputLevelFigure();
        Table.Builder tests = rows(number("level", "Hz"), text("first"), text("second"), number("p_value", "1"));
        tests.row(4.0, "V1", "V2M", single ? Double.NaN : 1e-9);
        tests.row(4.0, "V1", "V2M-CB1-KO", single ? Double.NaN : 0.03);
        tests.row(4.0, "V2M", "V2M-CB1-KO", single ? Double.NaN : 0.2);
        Table.Builder candidates = rows(number("level", "Hz"), number("probability_chosen", "1"));
        for (int i = 0; i < 7; i++) {
            candidates.row(3 + i / 3.0, single ? Double.NaN : i == 3 ? 0.7 : 0.05);
        }
        FakeContext context = FakeContext.of(figure)
                .with("sttc", sttc(), 0)
                .with("tests", tests.build(), 0)
                .with(
                        "choice",
                        rows(number("level", "Hz"), number("threshold", "1"))
                                .row(4.0, 0.067)
                                .build(),
                        0)
                .with("candidates", candidates.build(), 0);
        return new Case<>(figure, new NoParameters(), context);
    }

    Case<?> sttcDefinitions() {
        SttcDefinitionsFigure figure = new SttcDefinitionsFigure();
        FakeContext context = FakeContext.of(figure);
        for (String definition : List.of("recording", "analysed")) {
            Table.Builder table = rows(
                    text("condition"),
                    number("until", "ms"),
                    number("sttc", "1"),
                    number("ci_low", "1"),
                    number("ci_high", "1"));
            for (String condition : CONDITIONS) {
                table.row(condition, 8000.0, 0.4, error(0.4, -0.01), error(0.4, 0.01));
                table.row(condition, 30_000.0, 0.04, error(0.04, -0.01), error(0.04, 0.01));
            }
            context.with(definition, table.build(), 0);
        }
        return new Case<>(figure, new NoParameters(), context);
    }

    Case<?> map() {
        ReleaseMapFigure figure = new ReleaseMapFigure();
        Table.Builder rates =
                rows(number("release", "1"), number("connection", "1"), text("population"), number("rate", "Hz"));
        for (int i = 0; i < 8; i++) {
            for (int k = 0; k < 8; k++) {
                for (String population : POPULATIONS) {
                    rates.row(0.1 + 0.5 * i / 7, 0.0225 + 0.0775 * k / 7, population, scale * (i + 1) / (k + 1.0));
                }
            }
        }
        FakeContext context =
                FakeContext.of(figure).with("rates", rates.build(), 0).with("projections", projections(), 0);
        return new Case<>(figure, new NoParameters(), context);
    }

    Case<?> published() {
        PublishedComparisonFigure figure = new PublishedComparisonFigure();
        return new Case<>(figure, new NoParameters(), FakeContext.of(figure).with("comparison", comparison(), 0));
    }

    Case<?> noise() {
        NoiseComparisonFigure figure = new NoiseComparisonFigure();
        FakeContext context = FakeContext.of(figure)
                .with("spontaneous", noises(1.3), 0)
                .with("gains", noises(1.3), 0)
                .with("sttc", noises(0.08), 0)
                .with("responses", noises(25), 0)
                .with("responses-l23", noises(5), 0)
                .with("published", comparison(), 0);
        return new Case<>(figure, new NoParameters(), context);
    }

    /** The tables of the figure example-sim, of which one simulation is shown. */
    Case<?> activity() {
        ActivityFigure figure = new ActivityFigure();
        ActivityFigure.Parameters parameters = new ActivityFigure.Parameters(
                "Activity in V2M", Map.of("condition", "V2M"), List.of(), 500, Optional.of(1500.0), 20, 0, 10);
        return new Case<>(figure, parameters, recordings(figure));
    }

    Case<?> curves() {
        CurvesFigure figure = new CurvesFigure();
        CurvesFigure.Parameters parameters = new CurvesFigure.Parameters(
                "STTC over the level",
                "level",
                "sttc",
                Optional.of("condition"),
                Optional.of(new Interval("ci_low", "ci_high")),
                Map.of("population", "L23Exc"),
                Optional.of("level of the input (Hz)"),
                Optional.empty(),
                false,
                false);
        return new Case<>(figure, parameters, FakeContext.of(figure).with("table", sttc()));
    }

    Case<?> anyMap() {
        MapFigure figure = new MapFigure();
        Table.Builder table = rows(integer("first"), number("second", "Hz"), number("value", "mV"));
        for (int i = 0; i < 5; i++) {
            for (int k = 0; k < 4; k++) {
                table.row(i, 0.5 * k, scale * (i + k));
            }
        }
        MapFigure.Parameters parameters = new MapFigure.Parameters(
                "Values", "first", "second", "value", Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        return new Case<>(figure, parameters, FakeContext.of(figure).with("table", table.build()));
    }

    Case<?> bars() {
        BarsFigure figure = new BarsFigure();
        BarsFigure.Parameters parameters = new BarsFigure.Parameters(
                "Rates in V1",
                "population",
                "rate",
                Optional.of(new Interval("ci_low", "ci_high")),
                Map.of("condition", "V1"),
                Optional.empty());
        Table rates = estimates("rate", "Hz", 12, number("none", "1"), 0, 0, 1, POPULATIONS, true);
        return new Case<>(figure, parameters, FakeContext.of(figure).with("table", rates));
    }

    Case<?> distributions() {
        DistributionsFigure figure = new DistributionsFigure();
        Table.Builder table = rows(text("network"), number("cv", "1"));
        for (int i = 0; i < 60; i++) {
            table.row(i % 2 == 0 ? "regular" : "irregular", i == 7 ? Double.NaN : scale * (i % 12));
        }
        DistributionsFigure.Parameters parameters = new DistributionsFigure.Parameters(
                "Coefficient of variation", "cv", Optional.of("network"), 6, Map.of(), Optional.empty());
        return new Case<>(figure, parameters, FakeContext.of(figure).with("table", table.build()));
    }

    Case<?> robustness() {
        Table.Builder claims = rows(
                number("within", "1"),
                integer("number"),
                text("claim"),
                number("share", "1"),
                number("breaks_at", "1"));
        Table.Builder influences = rows(
                number("within", "1"),
                integer("number"),
                text("factor"),
                number("correlation", "1"),
                number("p_value", "1"),
                Column.bool("important", ""));
        Table.Builder margins = rows(
                number("within", "1"),
                integer("number"),
                text("factor"),
                number("value", "1"),
                number("margin", "1"),
                number("ci_low", "1"),
                number("ci_high", "1"));
        for (double within : single ? new double[] {0.25} : new double[] {0.1, 0.25}) {
            for (int claim = 1; claim <= 4; claim++) {
                claims.row(within, claim, "claim " + claim + " of four", 1 - within * claim / 2, 0.3);
                for (String factor : List.of("weight", "threshold-of-all", "drive")) {
                    double slope = factor.equals("drive") ? 0 : (factor.equals("weight") ? 2 : -claim) * scale;
                    influences.row(within, claim, factor, Math.tanh(slope), slope == 0 ? 0.9 : 0.001, slope != 0);
                    for (double x : new double[] {-0.8, 0, 0.8}) {
                        double margin = scale + slope * within * x;
                        margins.row(within, claim, factor, 1 + within * x, margin, margin - 0.1, margin + 0.1);
                    }
                }
            }
        }
        RobustnessFigure figure = new RobustnessFigure();
        FakeContext context = FakeContext.of(figure)
                .with("robustness", claims.build())
                .with("influences", influences.build())
                .with("margins", margins.build());
        return new Case<>(figure, new RobustnessFigure.Parameters("Robustness", 3, 8), context);
    }

    /** One table with the columns of all inputs of the noise figure that take estimates. */
    private Table noises(double most) {
        List<Column> columns = new ArrayList<>(
                List.of(text("noise"), text("condition"), text("population"), number("amplitude", "Hz")));
        for (String mean : List.of("rate", "relative_gain", "sttc", "smoothed")) {
            columns.add(number(mean, mean.equals("rate") || mean.equals("smoothed") ? "Hz" : "1"));
        }
        columns.addAll(List.of(number("ci_low", "Hz"), number("ci_high", "Hz")));
        Table.Builder table = Table.builder(new TableSchema("noises", "", columns));
        for (String noise : List.of("shared", "independent")) {
            for (String condition : CONDITIONS) {
                for (String population : POPULATIONS) {
                    for (int i = 0; i < 5; i++) {
                        double mean = scale * most * (1 + i) / (noise.equals("shared") ? 5 : 6);
                        table.row(
                                noise,
                                condition,
                                population,
                                2.0 * i,
                                mean,
                                mean,
                                mean,
                                mean,
                                error(mean, -0.1 * mean),
                                error(mean, 0.1 * mean));
                    }
                }
            }
        }
        return table.build();
    }

    private Table comparison() {
        Table.Builder table = rows(
                text("reference"),
                text("panel"),
                text("population"),
                text("condition"),
                text("unit"),
                number("published", "1"),
                number("reading_uncertainty", "1"),
                number("computed", "1"),
                number("prediction_low", "1"),
                number("prediction_high", "1"),
                text("verdict"));
        String[] panels = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "rate", "STTC"};
        for (int i = 0; i < panels.length; i++) {
            for (int k = 0; k < 12; k++) {
                double computed = scale * (k + 1);
                double published = computed * (1 + 0.02 * (k - 5));
                table.row(
                        i < 10 ? "published figure" : "Brian2",
                        panels[i],
                        "L23Exc",
                        CONDITIONS.get(k % 3),
                        "Hz",
                        published,
                        0.05 * computed,
                        k == 11 ? Double.NaN : computed,
                        error(computed, -0.05 * computed),
                        error(computed, 0.05 * computed),
                        k < 10 ? "within" : "above");
            }
        }
        return table.build();
    }

    private Table responses() {
        return estimates("smoothed", "Hz", 25, number("amplitude", "Hz"), 0, 8, 40, POPULATIONS, true);
    }

    private Table sttc() {
        return estimates("sttc", "1", 0.1, number("level", "Hz"), 3, 5, 7, List.of("L23Exc"), true);
    }

    private Table projections() {
        Table.Builder table =
                rows(text("condition"), text("pre"), text("post"), number("probability", "1"), number("release", "1"));
        for (String condition : CONDITIONS) {
            boolean v2m = !condition.equals("V1");
            table.row(condition, "CB1Inh", "L4Exc", v2m ? 0.05 : 0.025, 0.5);
            table.row(condition, "CB1Inh", "L23Exc", 0.067, condition.equals("V2M") ? 0.25 : 0.5);
            table.row(condition, "L4Exc", "L23Exc", 0.01, 1.0);
            table.row(condition, "L4Exc", "PvInh", 0.0, 1.0);
            table.row(condition, "AffExcBG", "PvInh", 0.1, 1.0);
        }
        return table.build();
    }

    /** Means that grow along x, for each population and, if asked for, each condition. */
    private Table estimates(
            String mean,
            String unit,
            double most,
            Column x,
            double from,
            double to,
            int count,
            List<String> populations,
            boolean conditions) {
        Table.Builder table = rows(
                text("condition"),
                text("population"),
                x,
                number(mean, unit),
                number("ci_low", unit),
                number("ci_high", unit));
        List<String> each = conditions ? CONDITIONS : List.of("");
        for (int c = 0; c < each.size(); c++) {
            for (int p = 0; p < populations.size(); p++) {
                for (int i = 0; i < count; i++) {
                    double value = scale * most * (i + 1) / count / (c + 1) / (p + 1);
                    table.row(
                            each.get(c),
                            populations.get(p),
                            count == 1 ? from : from + (to - from) * i / (count - 1),
                            value,
                            error(value, -0.1 * value),
                            error(value, 0.1 * value));
                }
            }
        }
        return table.build();
    }

    private double error(double value, double by) {
        return single ? Double.NaN : value + by;
    }

    private static Table.Builder rows(Column... columns) {
        return Table.builder(TableSchema.of("synthetic", "", columns));
    }

    private static Column text(String name) {
        return Column.text(name, "");
    }

    private static Column number(String name, String unit) {
        return Column.float64(name, unit, "");
    }

    private static Column integer(String name) {
        return Column.int32(name, "1", "");
    }
}
