package org.cb1network.stages.network.input;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Rows of a CSV file, gzipped or not. Fields are separated by commas and not quoted. */
final class CsvRows extends Rows {
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    private final BufferedReader reader;
    private final int fieldsPerLine;
    private final int[] fieldOfColumn;
    private String[] fields = {};
    private int line;

    CsvRows(Path file, List<String> columns) throws IOException {
        super(file);
        this.reader = open(file);
        try {
            List<String> header = Arrays.asList(readFields());
            if (line == 0) {
                throw new InputFileException(file, "", "the file is empty");
            }
            List<String> missing =
                    columns.stream().filter(c -> !header.contains(c)).toList();
            if (!missing.isEmpty()) {
                throw missingColumns(missing, header);
            }
            this.fieldsPerLine = header.size();
            this.fieldOfColumn = columns.stream().mapToInt(header::indexOf).toArray();
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzip = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        try {
            return new BufferedReader(new LineLimit(
                    file, new InputStreamReader(gzip ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            in.close();
            throw new InputFileException(file, "", "not a gzip file, though it begins like one", e);
        }
    }

    /** The fields of the next line; none at the end of the file, where the line number stays. */
    private String[] readFields() throws IOException {
        String text;
        try {
            text = reader.readLine();
        } catch (EOFException e) {
            throw new InputFileException(file(), "after line " + line, "the file is truncated", e);
        } catch (ZipException e) {
            throw new InputFileException(file(), "after line " + line, "the file is damaged: " + e.getMessage(), e);
        }
        if (text == null) {
            return new String[0];
        }
        line++;
        return text.split(",", -1);
    }

    @Override
    boolean next() throws IOException {
        int before = line;
        fields = readFields();
        if (line == before) {
            return false;
        }
        if (fields.length != fieldsPerLine) {
            throw problem(fields.length + " fields where the header has " + fieldsPerLine);
        }
        return true;
    }

    @Override
    String text(int column) {
        return fields[fieldOfColumn[column]];
    }

    @Override
    int integer(int column) throws IOException {
        try {
            return Integer.parseInt(text(column));
        } catch (NumberFormatException e) {
            throw problem("'" + text(column) + "' is not a whole number");
        }
    }

    @Override
    double number(int column) throws IOException {
        try {
            return Double.parseDouble(text(column));
        } catch (NumberFormatException e) {
            throw problem("'" + text(column) + "' is not a number");
        }
    }

    @Override
    String where() {
        return "line " + line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
