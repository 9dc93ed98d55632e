package org.cb1network.engine.verify;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.Digest;
import org.cb1network.engine.compare.Pixels;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.testing.ResultTables;
import org.cb1network.engine.verify.lock.LockedArtifact;
import org.cb1network.engine.verify.lock.LockedParameter;
import org.cb1network.engine.verify.result.Artifact;
import org.cb1network.engine.verify.result.FigureFile;
import org.cb1network.engine.verify.result.KnownResults;
import org.cb1network.engine.verify.result.Results;

/** A small set of results, as a pipeline run could have left them, which tests change in one place. */
public final class Samples {

    /** A source of results that has none. */
    public static final KnownResults NOTHING_KNOWN = digest -> Optional.empty();

    /** The metadata of the figure's file: panel a on the left, panel b on the right, 10 mm each. */
    private static final String METADATA =
            FigureMetadata.PACKET_START + panel("a", 0) + panel("b", 10) + FigureMetadata.PACKET_END;

    private static final TableSchema SPIKES = TableSchema.of(
            "spikes",
            "spikes",
            Column.text("population", ""),
            Column.int32("neuron", "1", ""),
            Column.float64("time", "ms", ""));

    private static final TableSchema CHOICE = TableSchema.of("choice", "", Column.float64("level", "Hz", ""));

    private final SortedMap<String, Table> tables = new TreeMap<>();
    private final SortedMap<String, Table> spikes = new TreeMap<>();
    private final SortedMap<String, String> parameters = new TreeMap<>();
    private final SortedMap<String, String> choices = new TreeMap<>(Map.of("choice.choice.level", "4.0"));
    private Pixels picture = picture(true);

    /** Returns the expected results. */
    public Samples() {
        for (int replicate = 1; replicate <= 2; replicate++) {
            spikes.put("replicate=" + replicate, spikes(10.0 * replicate, 20.0));
        }
        tables.put("rates.summary", ResultTables.summary(20, 4.5, 0.05));
        tables.put("compare.comparison", ResultTables.comparison(1.25, "within", "above"));
        tables.put("claims.claims", ResultTables.claims(0.8, "supported"));
        tables.put("choice.choice", Table.builder(CHOICE).row(4.0).build());
        parameters.put("threshold", "-50 mV");
        parameters.put("duration", "3 s");
    }

    private static String panel(String letter, int left) {
        return "<f:name xmlns:f=\"" + FigureMetadata.NAMESPACE + "\">" + FigureMetadata.PANEL_PREFIX + letter
                + "</f:name><f:value xmlns:f=\"" + FigureMetadata.NAMESPACE + "\">" + left + " 0 10 10</f:value>";
    }

    /** Returns the spikes of one neuron. */
    public static Table spikes(double... times) {
        Table.Builder rows = Table.builder(SPIKES);
        Arrays.stream(times).forEach(time -> rows.row("E", 7, time));
        return rows.build();
    }

    /** Returns a white sheet of 20 mm x 10 mm with a dark bar in panel a and optionally another one in panel b. */
    public static Pixels picture(boolean withBarInB) {
        int perMm = 10;
        int[] rgb = new int[20 * perMm * 10 * perMm];
        Arrays.fill(rgb, 0xffffff);
        bar(rgb, 2, perMm);
        if (withBarInB) {
            bar(rgb, 14, perMm);
        }
        return Pixels.of(20 * perMm, 10 * perMm, perMm, rgb);
    }

    private static void bar(int[] rgb, int leftMm, int perMm) {
        for (int y = 4 * perMm; y < 10 * perMm; y++) {
            for (int x = leftMm * perMm; x < (leftMm + 2) * perMm; x++) {
                rgb[y * 20 * perMm + x] = 0x203060;
            }
        }
    }

    /** Replaces a table. */
    public Samples with(String artifact, Table table) {
        tables.put(artifact, table);
        return this;
    }

    /** Replaces the spikes of a replicate. */
    public Samples withSpikes(int replicate, Table table) {
        spikes.put("replicate=" + replicate, table);
        return this;
    }

    /** Replaces a parameter. */
    public Samples withParameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** Replaces a choice. */
    public Samples withChoice(String name, String value) {
        choices.put(name, value);
        return this;
    }

    /** Replaces the picture. */
    public Samples withPicture(Pixels other) {
        picture = other;
        return this;
    }

    /** Returns the results. */
    public Results results() {
        SortedMap<String, Artifact> artifacts = new TreeMap<>();
        List<Artifact.Piece> pieces = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        spikes.forEach((point, table) -> {
            pieces.add(piece(point, table));
            all.append(pieces.get(pieces.size() - 1).digest());
        });
        String digest =
                Digest.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
        artifacts.put(
                "sim.spikes", new Artifact("sim", "spikes", LockedArtifact.ofPoints(digest, pieces.size()), pieces));
        tables.forEach((name, table) -> {
            Artifact.Piece piece = piece("", table);
            int dot = name.indexOf('.');
            artifacts.put(
                    name,
                    new Artifact(
                            name.substring(0, dot),
                            name.substring(dot + 1),
                            LockedArtifact.table(piece.digest(), table.rows()),
                            List.of(piece)));
        });
        SortedMap<String, LockedParameter> values = new TreeMap<>();
        parameters.forEach((name, value) -> values.put(name, LockedParameter.of(new TreeMap<>(Map.of("sim", value)))));
        byte[] png = Bytes.concat(picture.encode(), METADATA.getBytes(StandardCharsets.UTF_8));
        SortedMap<String, List<FigureFile>> figures = new TreeMap<>(Map.of(
                "figure",
                List.of(new FigureFile("png", "figure.png", Digest.of(png).hex(), () -> png))));
        return new Results(
                "paper",
                "1.0",
                42,
                List.of("sim", "rates", "compare", "claims", "figure"),
                new TreeMap<>(Map.of("simulate", values)),
                artifacts,
                figures,
                new TreeMap<>(Map.of("figure", Set.of("rates.summary"))),
                choices);
    }

    private static Artifact.Piece piece(String point, Table table) {
        byte[] bytes = table.toBytes();
        return new Artifact.Piece(point, Digest.of(bytes).hex(), () -> bytes);
    }

    /** Returns a source that has all contents of some results. */
    public static KnownResults referencesTo(Results results) {
        return new KnownResults() {
            @Override
            public Optional<byte[]> content(String digest) throws IOException {
                for (Artifact artifact : results.artifacts().values()) {
                    for (Artifact.Piece piece : artifact.pieces()) {
                        if (piece.digest().equals(digest)) {
                            return Optional.of(piece.content().read());
                        }
                    }
                }
                for (List<FigureFile> files : results.figures().values()) {
                    for (FigureFile file : files) {
                        if (file.digest().equals(digest)) {
                            return Optional.of(file.content().read());
                        }
                    }
                }
                return Optional.empty();
            }

            @Override
            public Optional<List<Artifact.Piece>> points(String artifact, String digest) {
                return Optional.ofNullable(results.artifacts().get(artifact))
                        .filter(known -> known.identity().digest().equals(digest))
                        .map(Artifact::pieces);
            }
        };
    }
}
