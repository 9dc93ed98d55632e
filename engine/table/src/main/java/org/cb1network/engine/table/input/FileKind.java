package org.cb1network.engine.table.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Kinds of files, distinguished by their first bytes: those that can be read, and those that users often confuse with
 * them.
 */
enum FileKind {
    ARROW(ascii("ARROW1"), ""),
    GZIP("1f8b", ""),
    PARQUET(
            ascii("PAR1"),
            "this is a Parquet file, which is not supported; convert it, for example with"
                    + " pandas.read_parquet(FILE).to_feather(NEW_FILE)"),
    FEATHER_1(
            ascii("FEA1"),
            "this is a Feather file of version 1, which is not supported; write version 2, for example with"
                    + " pandas.read_feather(FILE).to_feather(NEW_FILE), or arrow::write_feather in R"),
    ARROW_STREAM(
            "ffffffff",
            "this is the Arrow stream format; write the Arrow file format: pyarrow.ipc.new_file in place of new_stream,"
                    + " to_feather in pandas, write_ipc in polars, arrow::write_feather in R"),
    ZIP(ascii("PK\3\4"), "this is a zip archive or an Excel workbook, which is not supported; save the table as CSV"),
    HDF5("89484446", "this is an HDF5 file, which is not supported; write the table as CSV or as an Arrow file"),
    ZSTD("28b52ffd", "this file is compressed with zstd; decompress it, or use gzip"),
    BZIP2(ascii("BZh"), "this file is compressed with bzip2; decompress it, or use gzip"),
    XZ("fd377a585a", "this file is compressed with xz; decompress it, or use gzip"),
    GIT_LFS(
            ascii("version https://git-lfs"),
            "this is a pointer of Git LFS, not the file that it stands for; fetch that with 'git lfs pull'"),
    UTF_16("fffe", Advice.UTF_16),
    UTF_16_BIG_ENDIAN("feff", Advice.UTF_16),
    CSV("", "");

    /** Holds constants that the enum's constants can use. */
    private static final class Advice {
        static final String UTF_16 = "this file is UTF-16; save it as UTF-8 (Excel: 'CSV UTF-8')";
    }

    /** First bytes in hexadecimal digits. */
    private final String beginning;

    private final String refusal;

    FileKind(String beginning, String refusal) {
        this.beginning = beginning;
        this.refusal = refusal;
    }

    private static String ascii(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Returns the kind of a file: {@link #ARROW}, {@link #GZIP} or otherwise {@link #CSV}.
     *
     * @param in the file from its beginning, where the stream is left
     * @throws InputFileException if the kind is not supported
     */
    static FileKind of(Path file, InputStream in) throws IOException {
        for (FileKind kind : values()) {
            if (begins(in, HexFormat.of().parseHex(kind.beginning))) {
                if (!kind.refusal.isEmpty()) {
                    throw new InputFileException(file, "", kind.refusal);
                }
                return kind;
            }
        }
        return CSV;
    }

    /** Returns whether the given bytes come next. None of them is consumed. */
    static boolean begins(InputStream in, byte[] bytes) throws IOException {
        in.mark(bytes.length);
        byte[] next = in.readNBytes(bytes.length);
        in.reset();
        return Arrays.equals(next, bytes);
    }
}
