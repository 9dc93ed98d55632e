package org.cb1network.engine.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.figures.output.FigureFormat;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.theme.Theme;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Runs small pipelines of toy stages and reads their reports. */
final class ReportBench implements AutoCloseable {

    /** A pipeline with every kind of stage and of special table. */
    static final String EVERYTHING = """
            pipeline: demonstration
            description: All that a report can show
            seed: 7
            choices:
              answer: {computed: "${numbers.out.value}", published: 2, confidence: "${sure.out.value}"}
            stages:
              numbers: {run: number, describe: A number or two, with: {x: 2}}
              sure: {run: number, with: {x: 0.875}}
              scan: {run: number, sweep: {x: [1, 3, 4]}}
              other: {run: step, inputs: {in: "${scan.out}"}, with: {x: "${choices.answer}"}}
              compared: {run: compare}
              claimed: {run: claim}
              drawn: {run: draw, inputs: {in: "${other.out}"}}
            """;

    private final Path folder;
    private final Store store;

    ReportBench(Path folder) throws IOException {
        this.folder = folder;
        this.store = Store.open(folder.resolve("store"));
    }

    /** Parameters of all toys. */
    record Parameters(
            @Describe("a number") @Default("1") double x,
            @Describe("a text") @Default("nothing") String text) {}

    private interface Body {
        void compute(Parameters parameters, StageContext context) throws IOException;
    }

    private record Toy(StageType<Parameters> type, Body body) implements Stage<Parameters> {
        @Override
        public void compute(Parameters parameters, StageContext context) throws IOException {
            body.compute(parameters, context);
        }
    }

    private static Toy toy(String name, List<InputPort> inputs, List<OutputPort> outputs, Body body) {
        return new Toy(new StageType<>(name, "A toy.", Parameters.class, inputs, outputs, false), body);
    }

    private static final TableOutput OUT = new TableOutput(
            TableSchema.of(
                    "out",
                    "what the toy yields",
                    Column.float64("value", "1", "a number"),
                    Column.text("remark", "a text")),
            true);

    private static final TableSchema COMPARISON = TableSchema.of(
            "comparison",
            "values beside others",
            Column.text("quantity", "what"),
            Column.float64("x", "1", "abscissa"),
            Column.float64("published", "1", "theirs"),
            Column.float64("computed", "1", "ours"),
            Column.float64("prediction_low", "1", "low"),
            Column.float64("prediction_high", "1", "high"),
            Column.text("verdict", "so what"),
            Column.text("remark", "what is known"));

    private static final TableSchema CLAIMS = TableSchema.of(
            "claims",
            "claims",
            Column.text("noise", "kind of noise"),
            Column.text("claim", "what is claimed"),
            Column.float64("difference", "1", "by how much"),
            Column.float64("standard_error", "1", "of it"),
            Column.text("verdict", "so what"));

    private static StageCatalog catalog() {
        List<InputPort> in = List.of(new InputPort("in", "a table"));
        return StageCatalog.of(List.of(
                toy("number", List.of(), List.of(OUT), ReportBench::write),
                toy("step", in, List.of(OUT), ReportBench::write),
                toy("broken", List.of(), List.of(OUT), (parameters, context) -> {
                    throw new IOException("the <b>number</b> is odd");
                }),
                toy("compare", List.of(), List.of(new TableOutput(COMPARISON, true)), (parameters, context) -> {
                    var table = context.table("comparison");
                    table.text(0, "rate")
                            .float64(1, Double.NaN)
                            .float64(2, 1.25)
                            .float64(3, 1.2368);
                    table.float64(4, 1.1)
                            .float64(5, 1.4)
                            .text(6, "within")
                            .text(7, "")
                            .endRow();
                    table.text(0, "curve").float64(1, 0.5).float64(2, 3).float64(3, 1);
                    table.float64(4, 0.5)
                            .float64(5, 1.5)
                            .text(6, "above")
                            .text(7, "Misread.")
                            .endRow();
                }),
                toy("claim", List.of(), List.of(new TableOutput(CLAIMS, true)), (parameters, context) -> {
                    var table = context.table("claims");
                    for (String noise : List.of("shared", "independent")) {
                        table.text(0, noise).text(1, "one is more").float64(2, 0.7709375);
                        table.float64(3, 0.0146875).text(4, noise.equals("shared") ? "supported" : "contradicted");
                        table.endRow();
                    }
                }),
                toy(
                        "draw",
                        in,
                        List.of(
                                new FileOutput("svg", "image/svg+xml", "svg", "as SVG"),
                                new FileOutput("png", "image/png", "png", "as PNG")),
                        ReportBench::draw)));
    }

    private static void write(Parameters parameters, StageContext context) throws IOException {
        context.table("out")
                .float64(0, parameters.x())
                .text(1, parameters.text())
                .endRow();
    }

    private static void draw(Parameters parameters, StageContext context) throws IOException {
        Figure figure = Figure.of(60, 30, Theme.published()).title("A picture").describe("Nothing \"much\" <to> see");
        try (OutputStream svg = context.file("svg");
                OutputStream png = context.file("png")) {
            String text = new String(figure.render(FigureFormat.SVG), StandardCharsets.UTF_8);
            String script = parameters.text().equals("nothing") ? "" : "<script>alert(1)</script>";
            svg.write(text.replace("</svg>", script + "</svg>").getBytes(StandardCharsets.UTF_8));
            png.write(figure.render(FigureFormat.PNG));
        }
    }

    private static final class NoCode implements StageCode {
        @Override
        public String digestOf(Stage<?> stage) {
            return "0".repeat(64);
        }

        @Override
        public String programDigest() {
            return "none";
        }

        @Override
        public CodeFingerprint fingerprintOf(Stage<?> stage) {
            return new CodeFingerprint("none", new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        }
    }

    private PipelineSpec read(String pipeline) {
        return PipelineReader.read(
                pipeline.getBytes(StandardCharsets.UTF_8),
                folder.resolve("pipeline.yaml"),
                PipelineReader.DEFAULT_PROFILE,
                List.of(),
                catalog());
    }

    /** Returns the page after a run. */
    String afterRun(String yaml) throws IOException {
        PipelineSpec pipeline = read(yaml);
        Planner planner = new Planner(pipeline, store, new NoCode());
        Clock clock = Clock.fixed(Instant.parse("2022-05-24T12:00:00Z"), ZoneOffset.UTC);
        Cancellation cancellation = new Cancellation();
        PointComputer computer = new PointComputer(store, cancellation, "test", clock);
        RunReport report;
        try (LocalExecutor executor = new LocalExecutor(computer, 2)) {
            report = new Runner(planner, store, executor, cancellation, event -> {}, clock)
                    .run(new RunOptions(Selection.all(pipeline), true, Map::of));
        }
        return new Report(ReportContent.afterRun(
                        planner.plan(Selection.all(pipeline)), report, store, folder.resolve("results"), "test"))
                .page();
    }

    /** Returns the page at another time. */
    String withoutRun(String yaml) throws IOException {
        return report(yaml).page();
    }

    private Report report(String yaml) throws IOException {
        PipelineSpec pipeline = read(yaml);
        Planner planner = new Planner(pipeline, store, new NoCode());
        return new Report(ReportContent.ofPlan(
                planner.plan(Selection.all(pipeline)), Optional.empty(), store, folder.resolve("results"), "test"));
    }

    /** Parses a page as XML. */
    static Document parse(String page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException | IOException e) {
            throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
        }
    }

    /** Returns all elements with a name, {@code *} for any. */
    static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** Returns the element with an id. */
    static Element byId(Document page, String id) {
        return elements(page, "*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing has the id " + id));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
