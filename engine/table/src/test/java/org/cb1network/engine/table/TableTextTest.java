package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTextTest {

    private final Locale locale = Locale.getDefault();

    /** A locale with decimal commas and other digits, which must not affect text. */
    @BeforeEach
    void farFromEnglish() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    }

    @AfterEach
    void back() {
        Locale.setDefault(locale);
    }

    private static final Table RATES = Table.builder(TableSchema.of(
                    "rates",
                    "Mean firing rate of one population in one condition.",
                    Column.text("condition", "Which circuit"),
                    Column.int32("replicate", "1", "Number of the replicate"),
                    Column.float64("rate", "Hz", "Mean firing rate"),
                    Column.bool("fits", "Within the published range")))
            .row("V1", 0, 1.5, true)
            .row("V2M", 1, 1.0 / 3, false)
            .row("V2M, \"KO\"", 10, Double.NaN, true)
            .row("", 2, 1234567.891, true)
            .build();

    @Test
    void theMetadataOfACsvFileHaveWhatItCannotSay() throws IOException {
        StringBuilder text = new StringBuilder();
        TableText.csvMetadata(RATES.schema(), "rates.csv", text);
        assertTrue(
                text.toString()
                        .contains("{\"titles\": \"rate\", \"datatype\": \"double\", \"schema:unitText\": \"Hz\","
                                + " \"dc:description\": \"Mean firing rate\"}"),
                text.toString());
        assertTrue(text.toString().contains("\"url\": \"rates.csv\""), text.toString());
    }

    private static String csv(Table table) throws IOException {
        StringBuilder text = new StringBuilder();
        TableText.csv(table, text);
        return text.toString();
    }

    private static String json(Table table) throws IOException {
        StringBuilder text = new StringBuilder();
        TableText.json(List.of(table), text);
        return text.toString();
    }

    @Test
    void csvFollowsRfc4180() throws IOException {
        assertEquals(
                String.join(
                        "\r\n",
                        "condition,replicate,rate,fits",
                        "V1,0,1.5,true",
                        "V2M,1,0.3333333333333333,false",
                        "\"V2M, \"\"KO\"\"\",10,NaN,true",
                        ",2,1234567.891,true",
                        ""),
                csv(RATES));
    }

    @Test
    void csvQuotesLineBreaksOuterSpacesAndALineThatWouldBeEmpty() throws IOException {
        Table texts = Table.builder(TableSchema.of("texts", "", Column.text("a,b", "")))
                .row("two\nlines")
                .row(" edge")
                .row("")
                .row("plain words")
                .build();

        assertEquals("\"a,b\"\r\n\"two\nlines\"\r\n\" edge\"\r\n\"\"\r\nplain words\r\n", csv(texts));
    }

    @Test
    void jsonIsAnArrayOfObjectsWithNullForNaN() throws IOException {
        assertEquals("""
                [
                  {"condition": "V1", "replicate": 0, "rate": 1.5, "fits": true},
                  {"condition": "V2M", "replicate": 1, "rate": 0.3333333333333333, "fits": false},
                  {"condition": "V2M, \\"KO\\"", "replicate": 10, "rate": null, "fits": true},
                  {"condition": "", "replicate": 2, "rate": 1234567.891, "fits": true}
                ]
                """, json(RATES));
    }

    @Test
    void jsonEscapesWhatItMust() throws IOException {
        Table texts = Table.builder(TableSchema.of("texts", "", Column.text("te\"xt", "")))
                .row("\\ \n \r \t \u0001 \u001f é 🧠")
                .build();

        assertEquals("[\n  {\"te\\\"xt\": \"\\\\ \\n \\r \\t \\u0001 \\u001f é 🧠\"}\n]\n", json(texts));
        assertEquals("[]\n", json(texts.where(row -> false)));
    }

    @Test
    void infinitiesAreNullInJsonAndNamedInCsv() throws IOException {
        Table table = Table.builder(TableSchema.of("x", "", Column.float64("x", "1", "")))
                .row(Double.POSITIVE_INFINITY)
                .row(Double.NEGATIVE_INFINITY)
                .build();

        assertEquals("[\n  {\"x\": null},\n  {\"x\": null}\n]\n", json(table));
        assertEquals("x\r\nInfinity\r\n-Infinity\r\n", csv(table));
    }

    @Test
    void theSummaryShowsRangeMeanAndCounts() {
        assertEquals("""
                rates: 4 rows, 4 columns
                Mean firing rate of one population in one condition.

                column     type     unit       min      max    mean  missing  distinct  description
                condition  text                                            1         3  Which circuit
                replicate  int32    1            0       10    3.25                     Number of the replicate
                rate       float64  Hz    0.333333  1234568  411523        1            Mean firing rate
                fits       bool                                                      2  Within the published range
                """, TableText.summary(RATES));
    }

    @Test
    void theSummaryOfATableWithoutRowsIsEmpty() {
        String summary = TableText.summary(RATES.where(row -> false));

        assertEquals("rates: 0 rows, 4 columns", summary.lines().findFirst().orElseThrow());
    }

    @Test
    void theHeadIsAlignedUnderNamesAndUnitsWithNumbersRoundedForPeople() {
        assertEquals("""
                condition  replicate      rate   fits
                                 [1]      [Hz]
                V1                 0       1.5   true
                V2M                1  0.333333  false
                (2 more rows)
                """, TableText.head(RATES, 2));
    }

    @Test
    void theHeadShowsLongTextShortenedOnOneLine() {
        Table texts = Table.builder(TableSchema.of("texts", "", Column.text("text", "")))
                .row("a".repeat(50))
                .row("two\nlines")
                .build();

        assertEquals("text\n\n" + "a".repeat(37) + "...\ntwo lines\n", TableText.head(texts, 10));
    }
}
