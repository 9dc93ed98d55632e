package org.cb1network.engine.runner.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.Name;
import org.cb1network.engine.stage.Normalized;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.stages.network.spec.NetworkModel;

/** Stage types that compute nothing but have every kind of parameter. */
public final class TestStages {

    private TestStages() {}

    /** Returns all of them. */
    public static StageCatalog catalog() {
        return StageCatalog.of(List.of(new Simulate(), new Choose(), new Analyse(), new Plot(), new Trivial()));
    }

    /** A stimulus of an afferent. */
    @Describe("What drives an afferent")
    public sealed interface Stimulus permits Constant, Bumps {}

    /** A constant rate. */
    @Describe("a constant rate")
    public record Constant(
            @Describe("the rate") @Unit("Hz") @Range(min = 0)
            double levelHz) implements Stimulus {}

    /** Bumps whose width does not matter if they have no height. */
    @Name("gaussian-bumps")
    @Describe("bumps of the rate")
    public record Bumps(
            @Describe("peak rate") @Unit("Hz") @Range(min = 0)
            double levelHz,

            @Describe("width of a bump") @Unit("ms") @Range(min = 0, minExclusive = true) @Default("200 ms")
            double widthMs)
            implements Stimulus, Normalized<Bumps> {
        @Override
        public Bumps normalized() {
            return levelHz == 0 ? new Bumps(0, 1) : this;
        }
    }

    /** The recordings. */
    public enum Recording {
        NOTHING,
        SPIKES,
        @Name("spikes-and-traces")
        EVERYTHING
    }

    /** Parameters of {@link Simulate}. */
    public record SimulateParameters(
            NetworkModel model,

            @Describe("simulated time") @Unit("ms") @Range(min = 0, minExclusive = true)
            double durationMs,

            @Describe("time left out of every mean") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double discardMs,

            @Describe("what drives the afferents") @Default("{}")
            Map<String, Stimulus> stimuli,

            @Describe("what is recorded") @Default("nothing")
            Recording record)
            implements Checked {
        @Override
        public void check(ProblemReport report) {
            if (discardMs >= durationMs) {
                report.problem("all of the simulated time is discarded", "discard less", "discard");
            }
            for (String afferent : stimuli.keySet()) {
                if (!model.afferents().containsKey(afferent)) {
                    report.unknownName("afferent", afferent, model.afferents().keySet(), "stimuli", afferent);
                }
            }
        }
    }

    /** Parameters of {@link Choose}. */
    public record ChooseParameters(
            @Describe("rates to come near to") @Unit("Hz") @Range(min = 0)
            Map<String, Double> targetsHz,

            @Describe("windows to compare") @Unit("ms") @Default("[200 ms]")
            List<Double> windowsMs,

            @Describe("tolerance") @Range(min = 0, max = 1) Optional<Double> tolerance,
            @Describe("measured rates") Optional<DataFile> measured,

            @Describe("whether ties are broken at random") @Default("false")
            boolean randomly,

            @Describe("a note") @Default("none") String note,

            @Describe("rounds of the search") @Range(min = 1) @Default("1")
            int rounds,

            @Describe("most comparisons") @Default("1000000000000")
            long comparisons) {}

    /** Parameters of {@link Analyse}. */
    public record AnalyseParameters(
            @Describe("half width of the window") @Unit("ms") @Range(min = 0) @Default("300 ms")
            double windowMs) {}

    /** Parameters of {@link Plot}. */
    public record PlotParameters(
            NetworkModel model,
            @Describe("title") String title,
            @Describe("panels") @Default("[]") List<Panel> panels) {}

    /** A panel of a plot. */
    public record Panel(
            @Describe("its letter") String letter,

            @Describe("width") @Unit("mm") @Range(min = 1) @Default("40 mm")
            double widthMm) {}

    /** Parameters of {@link Trivial}. */
    public record TrivialParameters(
            @Describe("a number") @Default("1") double x,

            @Describe("another") @Default("2 ms") @Unit("ms")
            double yMs,

            @Describe("a third") @Default("3") int z) {}

    private abstract static class NoStage<P extends Record> implements Stage<P> {
        @Override
        public void compute(P parameters, StageContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private static TableOutput table(String name, boolean collected, Column... columns) {
        return new TableOutput(new TableSchema(name, "The table " + name + ".", List.of(columns)), collected);
    }

    static final class Simulate extends NoStage<SimulateParameters> {
        @Override
        public StageType<SimulateParameters> type() {
            List<OutputPort> outputs = List.of(
                    table(
                            "rates",
                            true,
                            Column.text("population", "population"),
                            Column.float64("rate", "Hz", "mean rate")),
                    table("spikes", false, Column.int32("neuron", "1", "neuron"), Column.float64("time", "ms", "time")),
                    table("events", false, Column.float64("time", "ms", "time")).askedBy("stimuli"));
            return new StageType<>("simulate", "Simulates.", SimulateParameters.class, List.of(), outputs, true);
        }
    }

    static final class Choose extends NoStage<ChooseParameters> {
        @Override
        public StageType<ChooseParameters> type() {
            return new StageType<>(
                    "choose",
                    "Chooses.",
                    ChooseParameters.class,
                    List.of(new InputPort("rates", "rates", List.of(Column.float64("rate", "Hz", "mean rate")))),
                    List.of(table(
                            "choice",
                            true,
                            Column.float64("probability", "1", "connection probability"),
                            Column.float64("level", "Hz", "level"),
                            Column.int32("rank", "1", "rank"),
                            Column.bool("sure", "whether it is sure"),
                            Column.text("name", "its name"))),
                    false);
        }
    }

    static final class Analyse extends NoStage<AnalyseParameters> {
        @Override
        public StageType<AnalyseParameters> type() {
            return new StageType<>(
                    "analyse",
                    "Analyses.",
                    AnalyseParameters.class,
                    List.of(new InputPort("spikes", "spikes")),
                    List.of(table("synchrony", true, Column.float64("sttc", "1", "spike time tiling coefficient"))),
                    false);
        }
    }

    static final class Plot extends NoStage<PlotParameters> {
        @Override
        public StageType<PlotParameters> type() {
            return new StageType<>(
                    "plot",
                    "Plots.",
                    PlotParameters.class,
                    List.of(new InputPort("rates", "rates")),
                    List.of(new FileOutput("figure", "image/svg+xml", "svg", "The figure.")),
                    false);
        }
    }

    static final class Trivial extends NoStage<TrivialParameters> {
        @Override
        public StageType<TrivialParameters> type() {
            return new StageType<>(
                    "trivial",
                    "Does next to nothing.",
                    TrivialParameters.class,
                    List.of(),
                    List.of(table(
                            "values",
                            true,
                            Column.float64("value", "1", "value"),
                            Column.float64("rate", "1", "rate relative to the largest"))),
                    false);
        }
    }
}
