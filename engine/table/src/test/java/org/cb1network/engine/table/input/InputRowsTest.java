package org.cb1network.engine.table.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of neurons, each with a name, an index and perhaps a rate. */
class InputRowsTest {

    private static final List<String> REQUIRED = List.of("name", "index");
    private static final List<String> OPTIONAL = List.of("rate_Hz");

    @TempDir
    private Path folder;

    private String read(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("table"), content);
        List<String> read = new ArrayList<>();
        try (InputRows rows = InputRows.open(file, REQUIRED, OPTIONAL)) {
            while (rows.next()) {
                OptionalDouble rate = rows.optionalNumber("rate_Hz");
                read.add(rows.text("name") + " " + rows.integer("index")
                        + (rate.isPresent() ? " " + rate.getAsDouble() : ""));
            }
        }
        return String.join("|", read);
    }

    private String read(String csv) throws IOException {
        return read(csv.getBytes(UTF_8));
    }

    private void assertRefused(byte[] content, String problem) {
        IOException e = assertThrows(IOException.class, () -> read(content));
        String file = folder.resolve("table").toString();
        assertTrue(e.getMessage().startsWith(file), e.getMessage());
        assertEquals(problem, e.getMessage().substring(file.length()));
    }

    private void assertRefused(String csv, String problem) {
        assertRefused(csv.getBytes(UTF_8), problem);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(String csv) throws IOException {
        return gzip(csv.getBytes(UTF_8));
    }

    private static byte[] together(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,index,rate_Hz\nE,1,2.5\nI,2,0.5\n",
                "name,index,rate_Hz\r\nE,1,2.5\r\nI,2,0.5\r\n",
                "name,index,rate_Hz\rE,1,2.5\rI,2,0.5",
                "\uFEFFname,index,rate_Hz\nE,1,2.5\nI,2,0.5",
                "\uFEFF\"name\",\"index\",\"rate_Hz\"\n\"E\",1,2.5\n\"I\",\"2\",\"0.5\"\n",
                "name,index,rate_Hz\n\nE,1,2.5\n   \nI,2,0.5\n\n\n",
                "name, index, rate_Hz\nE, 1, 2.5\n I ,2 ,\"0.5\"\n",
                "\"\",rate_Hz,index,name,note\n\"1\",2.5,1,E,\"a, b\"\n\"2\",0.5,2,I,\"say \"\"so\"\"\"\n",
                "name,index,rate_Hz\nE,1.0,2.50\nI,2e0,+.5\n",
            })
    void aTableIsReadHoweverProgramsWriteCsv(String csv) throws IOException {
        assertEquals("E 1 2.5|I 2 0.5", read(csv));
        assertEquals("E 1 2.5|I 2 0.5", read(gzip(csv.getBytes(UTF_8))));
    }

    @Test
    void anOptionalNumberMayBeLeftOut() throws IOException {
        assertEquals("E 1|I 2", read("name,index\nE,1\nI,2\n"));
        assertEquals("E 1|I 2 3.0", read("name,index,rate_Hz\nE,1,\nI,2,3\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1.4p4",
                "20.0d",
                "0.4754f",
                "NaN",
                "Infinity",
                "-Infinity",
                "NA",
                "<0.5",
                "1_000",
                "1 000",
                "٣",
                "−1"
            })
    void whatIsNoDecimalNumberIsRejected(String text) {
        assertRefused(
                "name,index,rate_Hz\nE,1,1\nI,2," + text + "\n",
                ":3: '" + text + "' in column rate_Hz is not a number; write one such as 0.5 or 2e-3");
    }

    @Test
    void aNumberThatExceedsDoublesIsRejected() {
        assertRefused("name,index,rate_Hz\nE,1,1e999\n", ":2: '1e999' in column rate_Hz is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,5", "1,000", "-1,5e3"})
    void aCommaInANumberIsRejected(String text) {
        assertRefused(
                "name,index,rate_Hz\nE,1,\"" + text + "\"\n",
                ":2: '" + text
                        + "' in column rate_Hz has a comma; write a decimal point, and nothing between thousands");
    }

    /** As R's {@code write.table(sep = ",")} writes row names, or as a decimal comma does. */
    @Test
    void aLineOfMoreCellsIsRejectedWithItsUsualCauses() {
        assertRefused(
                "\"name\",\"index\"\n\"1\",\"E\",1\n\"2\",\"I\",2\n",
                ":2: the line has 3 cells where the header has 2; put texts with commas into quotes, and write 0.5, not 0,5;"
                        + " if there are row names without a column name, R: write.csv(..., row.names = FALSE)");
        assertRefused(
                "name,index,rate_Hz\nE,1,0,5,I\n",
                ":2: the line has 5 cells where the header has 3; put texts with commas into quotes, and write 0.5, not 0,5");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, is not a whole number",
        "2147483648, is out of range",
        "99999999999999999999, is out of range",
        "'', is empty where a number is expected",
    })
    void anIndexIsAWholeNumber(String text, String problem) {
        IOException e = assertThrows(IOException.class, () -> read("name,index\nE," + text + "\n"));
        assertTrue(e.getMessage().endsWith(":2: '" + text + "' in column index " + problem), e.getMessage());
    }

    @Test
    void aLineOfFewerCellsIsRejected() {
        assertRefused("name,index\nE,1\nE\n", ":3: the line has 1 cell where the header has 2");
    }

    /** Among them what R's {@code write.csv2} and {@code write.table} write. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "name;index = semicolons",
                "\"\";\"name\";\"index\" = semicolons",
                "\"name\";\"index\" = semicolons",
                "name\tindex = tabs",
                "name|index = vertical bars",
                "\"name\" \"index\" = blanks",
            })
    void otherSeparatorsAreRejectedByName(String header, String separator) {
        assertRefused(
                header + "\nE;1\n",
                ":1: the columns are separated by " + separator + "; write commas, and decimal points (pandas:"
                        + " to_csv(sep=','), R: write.csv(..., row.names = FALSE))");
    }

    @Test
    void twoColumnsOfOneNameAreRejected() {
        assertRefused("name,index,name\nE,1,I\n", ":1: two columns are named 'name'; remove one");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearestName() {
        assertRefused(
                "Name,rate_Hz,other\nE,1,2\n",
                ":1: columns name, index are missing (rename 'Name' to 'name'?); the file has Name, rate_Hz, other");
    }

    @Test
    void aMisspeltOptionalColumnIsReported() {
        assertRefused(
                "name,index,rate_hz\nE,1,2\n",
                ":1: column 'rate_hz' is not known; did you mean 'rate_Hz'? Rename or remove it");
    }

    @Test
    void anOptionalColumnWithoutItsUnitIsNotIgnored() {
        assertRefused(
                "name,index,Rate\nE,1,2\n",
                ":1: column 'Rate' is not known; did you mean 'rate_Hz'? Rename or remove it");
    }

    @Test
    void aColumnInAnotherUnitIsNotJustRenamed() {
        assertRefused(
                "name,index,rate_kHz\nE,1,2\n",
                ":1: column 'rate_kHz' is not known; convert the values of 'rate_kHz' to Hz and name the column 'rate_Hz',"
                        + " or remove it");
    }

    @Test
    void charactersThatCannotBeSeenAreNotTakenForBlanks() {
        assertRefused(
                "name,index\nE,1\0\0\0\nE,2\n",
                ":2: there are NUL characters in it: the file is damaged, or UTF-16; save it as UTF-8 text");
        assertRefused(
                "name,index\nE,1\u0001\n",
                ":2: '1\\u0001' in column index is not a number; write one such as 0.5 or 2e-3");
    }

    @Test
    void aPointerOfGitLfsIsRejectedByName() {
        assertRefused(
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
                ": this is a pointer of Git LFS, not the file that it stands for; fetch that with 'git lfs pull'");
    }

    @Test
    void aFileThatIsNotCsvIsRejectedWithTheReason() {
        IOException e = assertThrows(
                InputFileException.class, () -> read(("[{\"name\":" + "\"" + "x".repeat(200_000)).getBytes(UTF_8)));
        assertTrue(
                e.getMessage().matches("(?s).*: the file is not CSV: .*(100,?000|exceed|large|big).*"), e.getMessage());
    }

    @Test
    void otherEncodingsAreRejectedByName() {
        assertRefused(
                "name,index\nE,1\nPrä,2\n".getBytes(ISO_8859_1),
                ":3: 'Pr\uFFFD' is not UTF-8; save the file as UTF-8 (pandas: encoding='utf-8', R: fileEncoding ="
                        + " \"UTF-8\")");
        assertRefused(
                "name,index\nE,1\n".getBytes(UTF_16), ": this file is UTF-16; save it as UTF-8 (Excel: 'CSV UTF-8')");
        assertRefused(
                "name,index\nE,1\n".getBytes(UTF_16LE),
                ":1: there are NUL characters in it: the file is damaged, or UTF-16; save it as UTF-8 text");
    }

    @Test
    void anUnclosedQuoteIsRejectedAndSwallowsNothing() {
        assertRefused(
                "index,name\n1,\"E\n2,I\n3,I\n",
                ":2: 'E\\u000a2,I\\u000a3,I' continues on the next line; is a closing quote missing?");
    }

    @Test
    void noControlCharacterReachesTheTerminal() {
        assertRefused(
                "name,index\nE,1\u001b[2J\n",
                ":2: '1\\u001b[2J' in column index is not a number; write one such as 0.5 or 2e-3");
    }

    @Test
    void anEmptyFileIsRejectedButATableWithoutRowsIsNot() throws IOException {
        assertRefused("", ": the file is empty");
        assertRefused("\n\n", ": the file is empty");
        assertEquals("", read("name,index\n"));
    }

    @Test
    void anEndlessCellIsRejectedBeforeItIsInMemory() throws IOException {
        // A few kilobytes can expand to any number of spaces.
        byte[] spaces = new byte[64 << 20];
        Arrays.fill(spaces, (byte) ' ');
        byte[] file = gzip(spaces);
        IOException e = assertThrows(InputFileException.class, () -> read(file));
        assertTrue(e.getMessage().contains("the file is not CSV: "), e.getMessage());
    }

    @Test
    void aTruncatedGzipFileIsRejected() throws IOException {
        byte[] whole = gzip(("name,index\n" + "E,1\n".repeat(20_000)).getBytes(UTF_8));
        IOException e = assertThrows(InputFileException.class, () -> read(Arrays.copyOf(whole, whole.length / 2)));
        assertTrue(e.getMessage().contains("the file is truncated"), e.getMessage());
        assertRefused(Arrays.copyOf(whole, 5), ": not a valid gzip file, although it begins like one");
    }

    @Test
    void allMembersOfAGzipFileAreRead() throws IOException {
        assertEquals("E 1|I 2", read(together(gzip("name,index\nE,1\n"), gzip(""), gzip("I,2\n"))));
    }

    /** With rows of any number, so that the first member ends anywhere in the reader's buffer. */
    @Test
    void noPartOfAGzipFileIsDropped() throws IOException {
        byte[] damaged = gzip("I,2\n");
        damaged[1] = 0;
        List<byte[]> ends = List.of(damaged, Arrays.copyOf(gzip("I,2\n"), 5), new byte[] {'I'}, new byte[600]);
        for (int rows = 1; rows < 300; rows++) {
            String lines = new Random(rows)
                    .ints(rows, 0, 1 << 30)
                    .mapToObj(index -> "E," + index + "\n")
                    .collect(Collectors.joining());
            byte[] first = gzip("name,index\n" + lines);
            for (byte[] end : ends) {
                IOException e = assertThrows(InputFileException.class, () -> read(together(first, end)));
                assertTrue(
                        e.getMessage().endsWith("its last " + end.length + " bytes are not compressed with gzip"),
                        e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "50415231, Parquet",
        "46454131, Feather file of version 1",
        "ffffffff, Arrow stream format",
        "504b0304, Excel",
        "894844460d0a1a0a, HDF5",
        "28b52ffd, zstd",
        "425a6839, bzip2",
        "fd377a585a00, xz",
    })
    void filesOfOtherKindsAreRejectedByName(String beginning, String kind) {
        byte[] file = Arrays.copyOf(HexFormat.of().parseHex(beginning), 100);
        IOException e = assertThrows(InputFileException.class, () -> read(file));
        assertTrue(e.getMessage().contains(kind), e.getMessage());
        assertTrue(e.getMessage().matches("(?s).*(write|convert|save|decompress).*"), e.getMessage());
    }

    private static byte[] arrow(Column name, Column index, Column rate, Object... cells) throws IOException {
        return Table.builder(TableSchema.of("t", "", name, index, rate))
                .row(cells)
                .build()
                .toBytes();
    }

    @Test
    void anArrowFileIsReadIfItsNumbersFitExactly() throws IOException {
        Column name = Column.text("name", "");
        assertEquals(
                "E 1 2.5",
                read(arrow(name, Column.int64("index", "", ""), Column.float64("rate_Hz", "", ""), "E", 1L, 2.5)));
        assertEquals(
                "E 1 2.0",
                read(arrow(name, Column.float64("index", "", ""), Column.int64("rate_Hz", "", ""), "E", 1.0, 2L)));
        assertEquals(
                "E 1",
                read(arrow(
                        name, Column.int32("index", "", ""), Column.float64("rate_Hz", "", ""), "E", 1, Double.NaN)));
    }

    @Test
    void arrowCellsThatDoNotFitAreRejectedWithRowAndColumn() throws IOException {
        Column name = Column.text("name", "");
        Column rate = Column.float64("rate_Hz", "", "");
        assertRefused(
                arrow(name, Column.float64("index", "", ""), rate, "E", 1.5, 1.0),
                ", row 0 (from 0): '1.5' in column index is not a whole number");
        assertRefused(
                arrow(name, Column.int64("index", "", ""), rate, "E", 1L << 31, 1.0),
                ", row 0 (from 0): '2147483648' in column index is out of range");
        assertRefused(
                arrow(name, Column.text("index", ""), rate, "E", "1", 1.0),
                ", row 0 (from 0): column index holds text, not numbers");
        assertRefused(
                arrow(name, Column.int32("index", "", ""), rate, "E", 1, Double.POSITIVE_INFINITY),
                ", row 0 (from 0): Infinity in column rate_Hz is not a finite number");
        assertRefused(
                arrow(Column.int32("name", "", ""), Column.int32("index", "", ""), rate, 1, 1, 1.0),
                ", row 0 (from 0): column name holds int32, not text");
    }

    @Test
    void aNumberKeepsItsWrittenDigits() throws IOException {
        Path csv = Files.writeString(folder.resolve("digits.csv"), "name,index\nE,0.0070\n");
        try (InputRows rows = InputRows.open(csv, REQUIRED, OPTIONAL)) {
            assertTrue(rows.next());
            assertEquals("0.0070", rows.digits("index"));
            assertFalse(rows.next());
        }
    }

    @Test
    void aBinaryNumberHasAllDigitsBeforeItsPoint() throws IOException {
        byte[] arrow = arrow(
                Column.text("name", ""),
                Column.float64("index", "", ""),
                Column.float64("rate_Hz", "", ""),
                "E",
                400.0,
                0.25);
        try (InputRows rows = InputRows.open(Files.write(folder.resolve("digits.arrow"), arrow), REQUIRED, OPTIONAL)) {
            assertTrue(rows.next());
            assertEquals("400", rows.digits("index"));
            assertEquals("0.25", rows.digits("rate_Hz"));
        }
    }
}
