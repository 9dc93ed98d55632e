package org.cb1network.stages.network.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.RateCourse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    private static final String CONNECTIONS = "pre_population,post_population,pre,post,weight_nS\n";
    private static final String EVENTS = "afferent,target,neuron,step,weight_nS\n";
    private static final Pathway A_TO_B = new Pathway("A", "B");
    private static final Projection LISTED = listed(new Connect.Listed(new DataFile(Path.of("connections.csv"), "")));
    private static final Projection EVENTS_LISTED = listed(new Connect.Events());
    private static final Network NETWORK = Network.builder(0.1)
            .receptor("e", 0, 5)
            .population("A", new Population(3, "e", 10, 200, -70, -70, -50, 5))
            .population("B", new Population(2, "e", 10, 200, -70, -70, -50, 5))
            .projection("A", "B", LISTED)
            .projection("B", "A", LISTED)
            .afferent("X", 10, "e", new ConstantRate(1))
            .projection("X", "A", EVENTS_LISTED)
            .projection("X", "B", EVENTS_LISTED)
            .build();

    @TempDir
    private Path directory;

    @Test
    void connectionsAreReadFromCsvAndFromArrowAlike() throws IOException {
        ExplicitConnections expected = new ExplicitConnections(new int[] {2, 2}, new int[] {0, 0}, new double[] {2, 2});
        String csv = CONNECTIONS + "A,B,2,0,2.0\nB,A,1,2,0.5\nA,B,2,0,2.0\n";
        assertEquals(expected, connections(file("c.csv", csv.getBytes(StandardCharsets.UTF_8))));
        assertEquals(expected, connections(file("c.csv.gz", gzip(csv))));
        TableSchema schema = TableSchema.of(
                "connections",
                "",
                Column.text("pre_population", ""),
                Column.text("post_population", ""),
                Column.int32("pre", "1", ""),
                Column.int64("post", "1", ""),
                Column.float64("weight_nS", "nS", ""));
        Path arrow = directory.resolve("c.arrow");
        Table.builder(schema)
                .row("A", "B", 2, 0L, 2.0)
                .row("B", "A", 1, 2L, 0.5)
                .row("A", "B", 2, 0L, 2.0)
                .build()
                .write(arrow);
        assertEquals(expected, connections(arrow));
    }

    @Test
    void aRateStaysFromOneRowOfItsFileToTheNext() throws IOException {
        RateCourse rate =
                RateFile.read(file("r.csv", "time_ms,rate_Hz\n10,5\n20,0\n30,2.5\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(0, rate.rateHz(9.9));
        assertEquals(5, rate.rateHz(10));
        assertEquals(0, rate.rateHz(25));
        assertEquals(2.5, rate.rateHz(1000));
    }

    @Test
    void aRateFileWhoseTimesDoNotAscendIsRefusedWithItsLine() throws IOException {
        Path wrong = file("r.csv", "time_ms,rate_Hz\n10,5\n10,6\n".getBytes(StandardCharsets.UTF_8));
        InputFileException refused = assertThrows(InputFileException.class, () -> RateFile.read(wrong));
        assertTrue(refused.getMessage().contains("the times do not ascend at 10.0 ms"), refused.getMessage());
    }

    @Test
    void aFileOfOneProjectionNeedsNoMoreThanPreAndPost() throws IOException {
        Network weighted = NETWORK.withProjection("A -> B", projection -> projection.withWeightNs(3));
        assertEquals(
                new ExplicitConnections(new int[] {2, 1}, new int[] {0, 1}, new double[] {3, 3}),
                ConnectionFile.read(csv("c.csv", "pre,post\n2,0\n1,1\n"), A_TO_B, weighted));
    }

    @Test
    void theDescriptionOfConnectionsNamesTheColumnsThatAFileNeeds() throws IOException {
        String described = Connect.Listed.class
                .getRecordComponents()[0]
                .getAnnotation(Describe.class)
                .value();
        Matcher named = Pattern.compile("with the columns (\\w+) and (\\w+) \\(.* possibly (\\w+) .* and (\\w+),")
                .matcher(described);
        assertTrue(named.find(), described);
        Network weighted = NETWORK.withProjection("A -> B", projection -> projection.withWeightNs(3));
        String needed = named.group(1) + "," + named.group(2);
        assertEquals(
                new ExplicitConnections(new int[] {2}, new int[] {1}, new double[] {3}),
                ConnectionFile.read(csv("c.csv", needed + "\n2,1\n"), A_TO_B, weighted));
        for (int optional = 3; optional <= 4; optional++) {
            String column = named.group(optional);
            Path wrong = csv(column + ".csv", needed + "," + column + "\n2,1,x\n");
            assertMentions(
                    assertThrows(InputFileException.class, () -> ConnectionFile.read(wrong, A_TO_B, weighted)),
                    "'x' in column " + column);
        }
    }

    @Test
    void theWeightOfTheProjectionIsThatOfRowsWithoutOne() throws IOException {
        Network weighted = NETWORK.withProjection("A -> B", projection -> projection.withWeightNs(3));
        assertEquals(
                new ExplicitConnections(new int[] {2, 1}, new int[] {0, 1}, new double[] {0.5, 3}),
                ConnectionFile.read(csv("c.csv", "pre,post,weight_nS\n2,0,0.5\n1,1,\n"), A_TO_B, weighted));
    }

    @Test
    void aWeightWithoutEffectAndAMissingOneAreRefused() throws IOException {
        Network weighted = NETWORK.withProjection("A -> B", projection -> projection.withWeightNs(3));
        Path complete = csv("c.csv", "pre,post,weight_nS\n2,0,0.5\n");
        assertMentions(
                assertThrows(InputFileException.class, () -> ConnectionFile.read(complete, A_TO_B, weighted)),
                "weight of the projection A -> B has no effect");
        assertMentions(read(csv("d.csv", "pre,post\n2,0\n")), "d.csv:2", "there is no weight");
        assertMentions(read(csv("e.csv", "pre,post,weight\n2,0,1\n")), "did you mean 'weight_nS'");
    }

    @Test
    void aFileWithoutConnectionsOfTheProjectionIsRefused() throws IOException {
        assertMentions(read(csv("c.csv", CONNECTIONS + "B,A,1,2,0.5\n")), "no connections A -> B");
    }

    @Test
    void eventsAreReadInTheOrderOfSteps() throws IOException {
        Path file = csv("e.csv", EVENTS + "X,A,1,7,2\nX,B,0,3,2\nX,A,2,5,1\nX,A,0,7,3\n");
        ExplicitEvents events = EventFile.read(file, "X", NETWORK, 1);
        assertEquals(
                new EventList(new int[] {2, 1, 0}, new int[] {5, 7, 7}, new double[] {1, 2, 3}), events.eventsFor("A"));
        assertEquals(1, events.eventsFor("B").count());
        assertEquals(List.of(), NETWORK.withStimulus("X", events).problems());
    }

    @Test
    void columnsMayStandInAnyOrder() throws IOException {
        Path file = csv("c.csv", "weight_nS,post,pre,post_population,pre_population,note\n2,1,2,B,A,hello\n");
        assertEquals(new ExplicitConnections(new int[] {2}, new int[] {1}, new double[] {2}), connections(file));
    }

    @Test
    void errorsNameFileAndLine() throws IOException {
        refusesConnections("A,B,0,0,1\nA,B,0,2,1\n", "csv:3", "post 2", "B, which has 0 to 1");
        refusesConnections("A,B,-1,0,1\n", "csv:2", "pre -1");
        refusesConnections("A,B,0,0,NaN\n", "csv:2", "'NaN' in column weight_nS is not a number");
        refusesConnections("A,B,0,0,-2\n", "csv:2", "weight_nS -2");
        refusesConnections("A,C,0,0,1\n", "csv:2", "no projection A -> C");
        refusesConnections("A,B,zero,0,1\n", "csv:2", "'zero' in column pre is not a number");
        refusesConnections("A,B,0,0,heavy\n", "csv:2", "'heavy' in column weight_nS is not a number");
        refusesConnections("A,B,0,0\n", "csv:2", "4 cells where the header has 5");
        refusesEvents("X,A,0,-1,1\n", "csv:2", "step -1");
        refusesEvents("X,A,3,0,1\n", "csv:2", "neuron 3");
        refusesEvents("Y,A,0,0,1\n", "csv:2", "no afferent projection Y -> A");
    }

    @Test
    void anEventAfterTheEndOfTheSimulationIsRefused() throws IOException {
        refusesEvents(
                "X,A,0,9,1\nX,A,0,10,1\n",
                "csv:3",
                "step 10 is not in the simulation: its 1.0 ms are the steps 0 to 9; simulate longer, or remove the event");
    }

    @Test
    void delaysAreWholeTimeSteps() throws IOException {
        Path file = csv("c.csv", "pre,post,weight_nS,delay_ms\n2,0,1,1.5\n1,1,1,\n");
        Network delayed = NETWORK.withProjection("A -> B", projection -> projection.withDelayMs(0.3));
        assertEquals(
                new ExplicitConnections(new int[] {2, 1}, new int[] {0, 1}, new double[] {1, 1}, new int[] {15, 3}),
                ConnectionFile.read(file, A_TO_B, delayed));
        Path between = csv("d.csv", "pre,post,weight_nS,delay_ms\n2,0,1,1.55\n");
        assertMentions(read(between), "d.csv:2", "1.55 ms is not a whole number of steps", "nearest time");
        Path never = csv("e.csv", "pre,post,weight_nS,delay_ms\n2,0,1,1e9\n");
        assertMentions(read(never), "e.csv:2", "1000000000 ms is longer than 16777216 steps");
    }

    @Test
    void weightsInTheUnitOfAnotherReceptorAreRefused() throws IOException {
        assertMentions(read(csv("c.csv", "pre,post,weight_pA\n2,0,1\n")), "weight_nS");
    }

    @Test
    void aFileWithoutItsColumnsIsRefused() throws IOException {
        assertMentions(read(csv("c.csv", "pre_population,post_population,pre\n")), "c.csv", "column post is missing");
        assertMentions(read(csv("c.csv", "pre_population,pre,post\nA,1,1\n")), "only one of the columns");
        assertMentions(read(csv("empty.csv", "")), "empty.csv", "empty");
        Path arrow = directory.resolve("c.arrow");
        Table.builder(TableSchema.of("t", "", Column.text("pre_population", "")))
                .build()
                .write(arrow);
        assertMentions(read(arrow), "c.arrow", "columns pre, post are missing");
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        StringBuilder csv = new StringBuilder(CONNECTIONS);
        for (int i = 0; i < 1000; i++) {
            csv.append("A,B,")
                    .append(i % 3)
                    .append(",")
                    .append(i % 2)
                    .append(",")
                    .append(i)
                    .append("\n");
        }
        byte[] whole = gzip(csv.toString());
        assertMentions(read(file("c.csv.gz", Arrays.copyOf(whole, whole.length / 2))), "c.csv.gz", "truncated");
        Path arrow = directory.resolve("c.arrow");
        Table.builder(TableSchema.of("t", "", Column.text("pre_population", "")))
                .build()
                .write(arrow);
        byte[] bytes = Files.readAllBytes(arrow);
        Files.write(arrow, Arrays.copyOf(bytes, bytes.length / 2));
        assertMentions(read(arrow), "c.arrow");
    }

    @Test
    void arrowErrorsNameTheRow() throws IOException {
        TableSchema schema = TableSchema.of(
                "connections",
                "",
                Column.text("pre_population", ""),
                Column.text("post_population", ""),
                Column.int32("pre", "1", ""),
                Column.int32("post", "1", ""),
                Column.float64("weight_nS", "nS", ""));
        Path arrow = directory.resolve("c.arrow");
        Table.builder(schema)
                .row("A", "B", 2, 0, 2.0)
                .row("A", "B", 2, 0, -1.0)
                .build()
                .write(arrow);
        assertMentions(read(arrow), "c.arrow", "row 1", "weight_nS -1");
        Path wrongType = directory.resolve("d.arrow");
        Table.builder(schema.select(List.of("pre_population", "post_population", "pre", "post"))
                        .withLeading(List.of(Column.text("weight_nS", ""))))
                .row("2", "A", "B", 2, 0)
                .build()
                .write(wrongType);
        assertMentions(read(wrongType), "d.arrow", "row 0", "weight_nS holds text");
    }

    private void refusesConnections(String rows, String... words) throws IOException {
        assertMentions(read(csv("c.csv", CONNECTIONS + rows)), words);
    }

    private void refusesEvents(String rows, String... words) throws IOException {
        Path file = csv("e.csv", EVENTS + rows);
        assertMentions(assertThrows(InputFileException.class, () -> EventFile.read(file, "X", NETWORK, 1)), words);
    }

    private static ExplicitConnections connections(Path file) throws IOException {
        return ConnectionFile.read(file, A_TO_B, NETWORK);
    }

    private static IOException read(Path file) {
        return assertThrows(IOException.class, () -> connections(file));
    }

    private static void assertMentions(IOException refused, String... words) {
        for (String word : words) {
            assertTrue(refused.getMessage().contains(word), () -> word + " in " + refused.getMessage());
        }
    }

    private Path csv(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Projection listed(Connect connect) {
        return Projection.of(connect);
    }
}
