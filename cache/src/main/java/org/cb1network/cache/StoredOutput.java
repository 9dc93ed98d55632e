package org.cb1network.cache;

/**
 * One output of a stored entry. It is a reference; {@link Store#read} and {@link Store#file} give the bytes.
 *
 * @param entry key of the entry to which it belongs
 * @param name its name within the entry
 * @param digest digest of its bytes
 * @param length number of its bytes
 */
public record StoredOutput(CacheKey entry, String name, Digest digest, long length) {

    public StoredOutput {
        Names.check("output", name);
        if (length < 0) {
            throw new IllegalArgumentException("Output " + name + " has a negative length, " + length + ".");
        }
    }

    /** Whether both have the same name and the same content, whatever entry they belong to. */
    public boolean sameContent(StoredOutput other) {
        return name.equals(other.name) && length == other.length && digest.equals(other.digest);
    }
}
