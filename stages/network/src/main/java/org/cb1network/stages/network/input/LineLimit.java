package org.cb1network.stages.network.input;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/** Refuses a line of very many characters: it is no row of a table, and need not be in memory to see that. */
final class LineLimit extends FilterReader {
    static final int MOST_CHARACTERS = 100_000;

    private final Path file;
    private int inLine;

    LineLimit(Path file, Reader reader) {
        super(reader);
        this.file = file;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            inLine = buffer[i] == '\n' || buffer[i] == '\r' ? 0 : inLine + 1;
            if (inLine > MOST_CHARACTERS) {
                throw new InputFileException(
                        file, "", "a line is longer than " + MOST_CHARACTERS + " characters; is it a CSV file?");
            }
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }
}
