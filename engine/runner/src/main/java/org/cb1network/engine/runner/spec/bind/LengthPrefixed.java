package org.cb1network.engine.runner.spec.bind;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of texts in the preimage of a key: each in UTF-8, preceded by its number of bytes, so that no two different
 * sequences of texts have the same encoding.
 */
public final class LengthPrefixed {

    private LengthPrefixed() {}

    /** Returns the encoding of one text. */
    public static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + utf8.length)
                .putInt(utf8.length)
                .put(utf8)
                .array();
    }

    /** Returns the encoding of a name and a value. */
    public static byte[] pair(String name, String value) {
        return Bytes.concat(text(name), text(value));
    }
}
