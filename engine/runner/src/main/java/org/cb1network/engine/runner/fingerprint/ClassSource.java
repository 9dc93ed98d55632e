package org.cb1network.engine.runner.fingerprint;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Where class files and resources are read from.
 *
 * <p>Resources are named as in a jar: {@code org/cb1network/stages/network/Kernel.class}. An implementation returns the same
 * bytes for the same name as long as it lives.
 */
public interface ClassSource {

    /** The bytes of a resource, or empty if there is none of that name. */
    Optional<byte[]> bytes(String resource);

    /**
     * All resources in a folder and its subfolders.
     *
     * @param folder a folder, ending with a slash
     */
    SortedSet<String> list(String folder);

    /**
     * Size and CRC-32 of a resource in one number, if a jar says them without being read; otherwise -1. Good enough to notice
     * that a file is another one.
     */
    default long stamp(String resource) {
        return -1;
    }

    /** The stamp of a content. */
    static long stampOf(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return stampOf(content.length, crc.getValue());
    }

    /** The stamp of a content of which size and CRC-32 are known. */
    static long stampOf(long size, long crc) {
        return size << 32 | crc;
    }

    /** Reads what the class loader sees: jars and folders of classes. */
    static ClassSource of(ClassLoader loader) {
        return new ClassLoaderSource(loader);
    }

    /**
     * Reads from a map.
     *
     * @param resources contents by resource name
     */
    static ClassSource of(Map<String, byte[]> resources) {
        TreeMap<String, byte[]> copy = new TreeMap<>(resources);
        return new ClassSource() {
            @Override
            public Optional<byte[]> bytes(String resource) {
                return Optional.ofNullable(copy.get(resource));
            }

            @Override
            public SortedSet<String> list(String folder) {
                return new TreeSet<>(
                        copy.subMap(folder, folder + Character.MAX_VALUE).keySet());
            }
        };
    }
}
