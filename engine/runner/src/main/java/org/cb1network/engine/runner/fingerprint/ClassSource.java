package org.cb1network.engine.runner.fingerprint;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * A source of class files and resources.
 *
 * <p>Resources are named as in a jar: {@code org/cb1network/stages/network/Kernel.class}. An implementation always
 * returns the same bytes for the same name.
 */
public interface ClassSource {

    /** Returns the bytes of a resource; empty if there is none of that name. */
    Optional<byte[]> bytes(String resource);

    /**
     * Returns all resources in a folder and its subfolders.
     *
     * @param folder a folder, ending with a slash
     */
    SortedSet<String> list(String folder);

    /**
     * Returns size and CRC-32 of a resource in one number, if a jar provides them without being read; otherwise -1.
     * This suffices to notice that a file was replaced.
     */
    default long stamp(String resource) {
        return -1;
    }

    /** Returns the stamp of a content. */
    static long stampOf(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return stampOf(content.length, crc.getValue());
    }

    /** Returns the stamp of a content with known size and CRC-32. */
    static long stampOf(long size, long crc) {
        return size << 32 | crc;
    }

    /** Returns a source that reads the jars and folders of a class loader. */
    static ClassSource of(ClassLoader loader) {
        return new ClassLoaderSource(loader);
    }

    /**
     * Returns a source that reads from a map.
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
