package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds outputs that are separate records in the packs of a store, and damages them without the store's knowledge. */
final class StoredOutputs {

    private static final long MARKER = 0xC815_E6A7_E47D_0F1BL;
    private static final int TYPE = 8;
    private static final int LENGTH = 12;
    private static final int HEADER_BYTES = 100;

    private StoredOutputs() {}

    /** Changes a bit in the middle of each output selected by its bytes, and returns their number. */
    static int damage(Path store, Predicate<byte[]> choice) throws IOException {
        return damage('O', store, choice);
    }

    private static int damage(char type, Path store, Predicate<byte[]> choice) throws IOException {
        int damaged = 0;
        for (Path pack : packs(store)) {
            byte[] bytes = Files.readAllBytes(pack);
            for (int start : records(type, bytes)) {
                byte[] body = body(bytes, start);
                if (choice.test(body)) {
                    bytes[start + HEADER_BYTES + body.length / 2] ^= 1;
                    damaged++;
                }
            }
            Files.write(pack, bytes);
        }
        return damaged;
    }

    /** Does the same with entries. */
    static int damageEntries(Path store, Predicate<byte[]> choice) throws IOException {
        return damage('E', store, choice);
    }

    /** Returns the bytes of all outputs. */
    static List<byte[]> all(Path store) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (Path pack : packs(store)) {
            byte[] bytes = Files.readAllBytes(pack);
            records('O', bytes).forEach(start -> all.add(body(bytes, start)));
        }
        return all;
    }

    static List<Path> packs(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve("packs"))) {
            return files.sorted().toList();
        }
    }

    private static List<Integer> records(char type, byte[] pack) {
        ByteBuffer in = ByteBuffer.wrap(pack);
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i + HEADER_BYTES <= pack.length; i++) {
            if (in.getLong(i) == MARKER && pack[i + TYPE] == type) {
                starts.add(i);
            }
        }
        return starts;
    }

    private static byte[] body(byte[] pack, int start) {
        byte[] body = new byte[ByteBuffer.wrap(pack).getInt(start + LENGTH)];
        System.arraycopy(pack, start + HEADER_BYTES, body, 0, body.length);
        return body;
    }
}
