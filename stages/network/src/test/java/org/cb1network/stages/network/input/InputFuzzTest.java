package org.cb1network.stages.network.input;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a user's file of connections or events, the outcome is the rows or a message that names the file: never another
 * exception. For more rounds: {@code -Dfuzz.rounds=100000}; for other ones: {@code -Dfuzz.seed=...}.
 */
class InputFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 600);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    private static final Projection LISTED = listed(new Connect.Listed(new DataFile(Path.of("connections.csv"), "")));
    private static final Projection EVENTS_LISTED = listed(new Connect.Events());
    private static final Network NETWORK = Network.builder(0.1)
            .receptor("e", 0, 5)
            .population("A", new Population(3, "e", 10, 200, -70, -70, -50, 5))
            .population("B", new Population(2, "e", 10, 200, -70, -70, -50, 5))
            .projection("A", "B", LISTED)
            .afferent("X", 10, "e", new ConstantRate(1))
            .projection("X", "A", EVENTS_LISTED)
            .build();

    private static final List<String> ODD = List.of(
            "",
            " ",
            ",",
            ",,,,,,,",
            "\"",
            "\n",
            "\r",
            "\u0000",
            "\uFEFF",
            "\u00e9",
            "NaN",
            "Infinity",
            "-Infinity",
            "-1",
            "-0.0",
            "1e999",
            "1e-999",
            "0x1p3",
            "2147483648",
            "-2147483649",
            "99999999999999999999",
            "1.5",
            "1d",
            "A",
            "Z",
            "A->B",
            "pre",
            "post",
            "weight_nS",
            "afferent",
            "x".repeat(2000));

    @TempDir
    private Path directory;

    @Test
    void noTextMakesReadingFail() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            boolean events = random.nextBoolean();
            String text = events
                    ? "afferent,target,neuron,step,weight_nS\nX,A,1,7,2\nX,A,0,3,2.5\n"
                    : "pre_population,post_population,pre,post,weight_nS\nA,B,2,0,2.0\nA,B,1,1,0.5\n";
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                text = edit(text, random);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                bytes = damaged(gzip(bytes), random);
            }
            read(bytes, events, "round " + round);
        }
    }

    @Test
    void noArrowFileMakesReadingFail() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            boolean events = random.nextBoolean();
            read(damaged(arrow(events, random), random), events, "round " + round);
        }
    }

    private static String edit(String text, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(8));
        String odd = ODD.get(random.nextInt(ODD.size()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(end);
            case 2 -> text.substring(0, at) + odd + text.substring(at);
            default -> text.substring(0, at) + odd + text.substring(end);
        };
    }

    /** A file whose columns are of any names and types, with any numbers in them. */
    private static byte[] arrow(boolean events, SplittableRandom random) throws IOException {
        List<String> names = events
                ? List.of("afferent", "target", "neuron", "step", "weight_nS")
                : List.of("pre_population", "post_population", "pre", "post", "weight_nS");
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int kind = random.nextInt(12) > 0 ? (i < 2 ? 0 : i < 4 ? 1 : 2) : random.nextInt(5);
            if (random.nextInt(40) > 0) {
                columns.add(column(names.get(i), kind));
            }
        }
        if (columns.isEmpty() || random.nextInt(20) == 0) {
            columns.add(column("more", random.nextInt(5)));
        }
        Table.Builder table = Table.builder(TableSchema.of("rows", "", columns.toArray(Column[]::new)));
        for (int rows = random.nextInt(20); rows > 0; rows--) {
            table.row(columns.stream()
                    .map(column -> value(column, events, random))
                    .toArray());
        }
        return table.build().toBytes();
    }

    private static Column column(String name, int kind) {
        return switch (kind) {
            case 0 -> Column.text(name, "");
            case 1 -> Column.int32(name, "1", "");
            case 2 -> Column.float64(name, "1", "");
            case 3 -> Column.int64(name, "1", "");
            default -> Column.bool(name, "");
        };
    }

    private static Object value(Column column, boolean events, SplittableRandom random) {
        boolean odd = random.nextInt(30) == 0;
        return switch (column.type()) {
            case TEXT -> {
                boolean first =
                        column.name().startsWith("afferent") || column.name().startsWith("pre");
                yield odd ? ODD.get(random.nextInt(ODD.size())) : events ? (first ? "X" : "A") : (first ? "A" : "B");
            }
            case INT32 -> odd ? random.nextInt() : random.nextInt(2);
            case INT64 -> odd ? random.nextLong() : random.nextInt(2);
            case FLOAT64 -> odd ? Double.longBitsToDouble(random.nextLong()) : random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
        };
    }

    /** The same, cut, or with a few bytes changed, or, one time in three, as it is. */
    private static byte[] damaged(byte[] file, SplittableRandom random) {
        byte[] damaged = file.clone();
        switch (random.nextInt(3)) {
            case 0 -> damaged = Arrays.copyOf(file, random.nextInt(file.length + 1));
            case 1 -> {
                for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
            }
            default -> {}
        }
        return damaged;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private void read(byte[] content, boolean events, String round) throws IOException {
        Path file = Files.write(directory.resolve("rows"), content);
        String what = "seed " + SEED + ", " + round + ", " + (events ? "events" : "connections");
        try {
            if (events) {
                EventFile.read(file, "X", NETWORK, 1);
            } else {
                ConnectionFile.read(file, new Pathway("A", "B"), NETWORK);
            }
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), () -> what + ": " + e);
        } catch (RuntimeException | Error e) {
            fail(what, e);
        }
    }

    private static Projection listed(Connect connect) {
        return Projection.of(connect);
    }
}
