package org.cb1network.cache;

/**
 * A reference to one output of a stored entry. {@link Store#read} and {@link Store#file} return its bytes.
 *
 * @param entry key of the entry
 * @param name name within the entry
 * @param digest digest of its bytes
 * @param length number of bytes
 */
public record StoredOutput(CacheKey entry, String name, Digest digest, long length) {

    public StoredOutput {
        Names.check("output", name);
        if (length < 0) {
            throw new IllegalArgumentException("Output " + name + " has a negative length, " + length + ".");
        }
    }

    /** Returns whether both have the same name and content, regardless of their entries. */
    public boolean sameContent(StoredOutput other) {
        return name.equals(other.name) && length == other.length && digest.equals(other.digest);
    }
}
