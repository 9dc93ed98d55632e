package org.cb1network.figures.output;

import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses bytes to the zlib format (RFC 1950, RFC 1951): LZ77 with hash chains and lazy matching, blocks with dynamic Huffman
 * codes.
 *
 * <p>{@code java.util.zip.Deflater} uses the zlib of the machine or the JDK. Its variants (zlib, zlib-ng, Intel's and
 * Cloudflare's forks) give different bytes, so the same figure would have different bytes on different
 * machines. This class is plain Java: the same input gives the same bytes everywhere.
 */
final class Deflate {

    private static final int WINDOW = 1 << 15;
    private static final int HASH_BITS = 15;
    private static final int MIN_MATCH = 3;
    private static final int MAX_MATCH = 258;
    private static final int CHAIN = 48;
    private static final int GOOD_MATCH = 96;
    private static final int TOKENS_PER_BLOCK = 1 << 15;
    private static final int END_OF_BLOCK = 256;

    /** First length and number of extra bits of the length codes 257 ... 285, and the same of the distance codes. */
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };

    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] DISTANCE_BASE = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };
    private static final int[] DISTANCE_EXTRA = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final byte[] data;
    private final int[] head = new int[1 << HASH_BITS];
    private final int[] previous = new int[WINDOW];
    private final int[] lengthCode = new int[MAX_MATCH + 1];

    /** A literal is its byte; a match is length << 16 | distance. */
    private final int[] tokens = new int[TOKENS_PER_BLOCK];

    private int tokenCount;
    private byte[] out;
    private int outCount;
    private long bits;
    private int bitCount;
    private int matchDistance;

    private Deflate(byte[] data) {
        this.data = data;
        this.out = new byte[Math.max(64, data.length / 8)];
        Arrays.fill(head, -1);
        for (int code = 0; code < LENGTH_BASE.length; code++) {
            Arrays.fill(lengthCode, LENGTH_BASE[code], MAX_MATCH + 1, code);
        }
    }

    /** Returns the bytes in zlib format. */
    static byte[] zlib(byte[] data) {
        Deflate deflate = new Deflate(data);
        deflate.writeByte(0x78);
        deflate.writeByte(0x9c);
        deflate.compress();
        Adler32 check = new Adler32();
        check.update(data);
        for (int shift = 24; shift >= 0; shift -= 8) {
            deflate.writeByte((int) (check.getValue() >> shift));
        }
        return Arrays.copyOf(deflate.out, deflate.outCount);
    }

    private void compress() {
        int at = 0;
        int pendingLength = 0;
        int pendingDistance = 0;
        while (at < data.length) {
            int length = pendingLength >= GOOD_MATCH ? 0 : longestMatch(at);
            int distance = matchDistance;
            insert(at);
            if (pendingLength >= MIN_MATCH && pendingLength >= length) {
                token(pendingLength << 16 | pendingDistance);
                int end = at - 1 + pendingLength;
                for (at++; at < end; at++) {
                    insert(at);
                }
                pendingLength = 0;
            } else {
                if (pendingLength > 0) {
                    token(data[at - 1] & 255);
                }
                if (length >= MIN_MATCH) {
                    pendingLength = length;
                    pendingDistance = distance;
                } else {
                    token(data[at] & 255);
                    pendingLength = 0;
                }
                at++;
            }
        }
        if (pendingLength > 0) {
            token(data[at - 1] & 255);
        }
        writeBlock(true);
        writeBits(0, 7 & -bitCount);
    }

    private int hash(int at) {
        int three = (data[at] & 255) | (data[at + 1] & 255) << 8 | (data[at + 2] & 255) << 16;
        return (three * 0x9E3779B1) >>> (32 - HASH_BITS);
    }

    private void insert(int at) {
        if (at + MIN_MATCH <= data.length) {
            int hash = hash(at);
            previous[at & (WINDOW - 1)] = head[hash];
            head[hash] = at;
        }
    }

    /**
     * Returns the length of the longest earlier match, 0 if there is none; its distance goes to {@link #matchDistance}.
     */
    private int longestMatch(int at) {
        int limit = Math.min(MAX_MATCH, data.length - at);
        if (limit < MIN_MATCH) {
            return 0;
        }
        int best = MIN_MATCH - 1;
        int candidate = head[hash(at)];
        for (int tries = CHAIN; candidate >= 0 && at - candidate < WINDOW && tries > 0; tries--) {
            if (data[candidate + best] == data[at + best] && data[candidate] == data[at]) {
                int length = Arrays.mismatch(data, candidate, candidate + limit, data, at, at + limit);
                length = length < 0 ? limit : length;
                if (length > best) {
                    best = length;
                    matchDistance = at - candidate;
                    if (best >= GOOD_MATCH || best == limit) {
                        break;
                    }
                }
            }
            int next = previous[candidate & (WINDOW - 1)];
            if (next >= candidate) {
                break;
            }
            candidate = next;
        }
        return best >= MIN_MATCH ? best : 0;
    }

    private void token(int token) {
        if (tokenCount == TOKENS_PER_BLOCK) {
            writeBlock(false);
        }
        tokens[tokenCount++] = token;
    }

    private static int distanceCode(int distance) {
        if (distance <= 4) {
            return distance - 1;
        }
        int highBit = 31 - Integer.numberOfLeadingZeros(distance - 1);
        return 2 * highBit + ((distance - 1) >> (highBit - 1) & 1);
    }

    private void writeBlock(boolean last) {
        int[] literalCounts = new int[286];
        int[] distanceCounts = new int[30];
        literalCounts[END_OF_BLOCK] = 1;
        for (int i = 0; i < tokenCount; i++) {
            int length = tokens[i] >>> 16;
            if (length == 0) {
                literalCounts[tokens[i]]++;
            } else {
                literalCounts[257 + lengthCode[length]]++;
                distanceCounts[distanceCode(tokens[i] & 0xffff)]++;
            }
        }
        int[] literalLengths = codeLengths(literalCounts, 15);
        int[] distanceLengths = codeLengths(distanceCounts, 15);
        writeBits(last ? 1 : 0, 1);
        writeBits(2, 2);
        writeCodeLengths(literalLengths, distanceLengths);
        writeTokens(literalLengths, codes(literalLengths), distanceLengths, codes(distanceLengths));
        tokenCount = 0;
    }

    private void writeTokens(int[] literalLengths, int[] literals, int[] distanceLengths, int[] distances) {
        for (int i = 0; i < tokenCount; i++) {
            int length = tokens[i] >>> 16;
            if (length == 0) {
                writeBits(literals[tokens[i]], literalLengths[tokens[i]]);
                continue;
            }
            int code = lengthCode[length];
            writeBits(literals[257 + code], literalLengths[257 + code]);
            writeBits(length - LENGTH_BASE[code], LENGTH_EXTRA[code]);
            int distance = tokens[i] & 0xffff;
            int distanceCode = distanceCode(distance);
            writeBits(distances[distanceCode], distanceLengths[distanceCode]);
            writeBits(distance - DISTANCE_BASE[distanceCode], DISTANCE_EXTRA[distanceCode]);
        }
        writeBits(literals[END_OF_BLOCK], literalLengths[END_OF_BLOCK]);
    }

    /** Writes the lengths of both codes, run-length coded and then Huffman coded (RFC 1951, 3.2.7). */
    private void writeCodeLengths(int[] literalLengths, int[] distanceLengths) {
        int literals = used(literalLengths, 257);
        int distances = used(distanceLengths, 1);
        int[] all = new int[literals + distances];
        System.arraycopy(literalLengths, 0, all, 0, literals);
        System.arraycopy(distanceLengths, 0, all, literals, distances);
        int[] symbols = new int[all.length];
        int[] extras = new int[all.length];
        int count = 0;
        int[] counts = new int[19];
        for (int i = 0; i < all.length; ) {
            int run = 1;
            while (i + run < all.length && all[i + run] == all[i]) {
                run++;
            }
            int taken = 1;
            int symbol = all[i];
            if (all[i] == 0 && run >= 3) {
                taken = Math.min(run, 138);
                symbol = taken <= 10 ? 17 : 18;
                extras[count] = taken - (taken <= 10 ? 3 : 11);
            } else if (i > 0 && all[i] == all[i - 1] && run >= 3) {
                taken = Math.min(run, 6);
                symbol = 16;
                extras[count] = taken - 3;
            }
            symbols[count++] = symbol;
            counts[symbol]++;
            i += taken;
        }
        int[] lengths = codeLengths(counts, 7);
        int[] codes = codes(lengths);
        int sent = 19;
        while (sent > 4 && lengths[CODE_LENGTH_ORDER[sent - 1]] == 0) {
            sent--;
        }
        writeBits(literals - 257, 5);
        writeBits(distances - 1, 5);
        writeBits(sent - 4, 4);
        for (int i = 0; i < sent; i++) {
            writeBits(lengths[CODE_LENGTH_ORDER[i]], 3);
        }
        for (int i = 0; i < count; i++) {
            writeBits(codes[symbols[i]], lengths[symbols[i]]);
            writeBits(extras[i], symbols[i] == 16 ? 2 : symbols[i] == 17 ? 3 : symbols[i] == 18 ? 7 : 0);
        }
    }

    private static int used(int[] lengths, int atLeast) {
        int used = lengths.length;
        while (used > atLeast && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /**
     * Returns the code lengths of a Huffman code, none longer than {@code limit}. At least two symbols get a code, as
     * some readers require.
     */
    private static int[] codeLengths(int[] counts, int limit) {
        long[] leaves = new long[counts.length];
        int symbols = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                leaves[symbols++] = (long) counts[i] << 16 | i;
            }
        }
        for (int i = 0; symbols < 2; i++) {
            if (counts[i] == 0) {
                leaves[symbols++] = i;
            }
        }
        Arrays.sort(leaves, 0, symbols);
        int[] perLength = lengthHistogram(leaves, symbols, limit);
        int[] lengths = new int[counts.length];
        int next = 0;
        for (int length = limit; length > 0; length--) {
            for (int i = 0; i < perLength[length]; i++) {
                lengths[(int) (leaves[next++] & 0xffff)] = length;
            }
        }
        return lengths;
    }

    /**
     * Returns the number of codes of each length in the Huffman tree, after moving leaves beyond the limit up (Kraft's
     * sum stays 1).
     */
    private static int[] lengthHistogram(long[] leaves, int symbols, int limit) {
        long[] weight = new long[2 * symbols - 1];
        int[] parent = new int[2 * symbols - 1];
        for (int i = 0; i < symbols; i++) {
            weight[i] = leaves[i] >> 16;
        }
        int leaf = 0;
        int inner = symbols;
        for (int node = symbols; node < weight.length; node++) {
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf = leaf < symbols && (inner >= node || weight[leaf] <= weight[inner]);
                int taken = takeLeaf ? leaf++ : inner++;
                weight[node] += weight[taken];
                parent[taken] = node;
            }
        }
        int[] depth = new int[weight.length];
        int[] perLength = new int[limit + 1];
        int kraft = 0;
        for (int node = weight.length - 2; node >= 0; node--) {
            depth[node] = depth[parent[node]] + 1;
            if (node < symbols) {
                int length = Math.min(limit, depth[node]);
                perLength[length]++;
                kraft += 1 << (limit - length);
            }
        }
        while (kraft > 1 << limit) {
            perLength[limit]--;
            int length = limit - 1;
            while (perLength[length] == 0) {
                length--;
            }
            perLength[length]--;
            perLength[length + 1] += 2;
            kraft--;
        }
        return perLength;
    }

    /** Returns canonical codes, bit-reversed because deflate sends them from the most significant bit. */
    private static int[] codes(int[] lengths) {
        int[] perLength = new int[17];
        for (int length : lengths) {
            perLength[length + 1] += length > 0 ? 1 : 0;
        }
        int[] next = new int[17];
        for (int length = 1; length < 17; length++) {
            next[length] = (next[length - 1] + perLength[length]) << 1;
        }
        int[] codes = new int[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                codes[i] = Integer.reverse(next[lengths[i]]++) >>> (32 - lengths[i]);
            }
        }
        return codes;
    }

    private void writeBits(int value, int count) {
        bits |= (long) value << bitCount;
        bitCount += count;
        while (bitCount >= 8) {
            writeByte((int) bits);
            bits >>>= 8;
            bitCount -= 8;
        }
    }

    private void writeByte(int value) {
        if (outCount == out.length) {
            out = Arrays.copyOf(out, 2 * outCount);
        }
        out[outCount++] = (byte) value;
    }
}
