package org.cb1network.engine.remote;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cb1network.engine.remote.Manifest.PackPart;

/**
 * Reads parts of packs in blocks of 1 MiB and keeps the last blocks in memory. Neighbouring records are usually needed
 * together, so most small reads need no request, and adjacent blocks are one request.
 */
final class PackBlocks {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MOST_BLOCKS = 96;

    private final RemoteFiles files;

    private final Map<Block, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Block, byte[]> eldest) {
            return size() > MOST_BLOCKS;
        }
    };

    private record Block(String pack, int number) {}

    PackBlocks(RemoteFiles files) {
        this.files = files;
    }

    /** Loads all blocks of a part of a pack, of at most 64 MiB. */
    void load(PackPart pack, long from, long to) throws RemoteException {
        int end = (int) ((to + BLOCK_BYTES - 1) / BLOCK_BYTES);
        int number = (int) (from / BLOCK_BYTES);
        while (number < end) {
            int first = number;
            while (number < end && !blocks.containsKey(new Block(pack.name(), number))) {
                number++;
            }
            if (number > first) {
                loadMissing(pack, first, number);
            }
            number++;
        }
    }

    private void loadMissing(PackPart pack, int first, int end) throws RemoteException {
        long start = (long) first * BLOCK_BYTES;
        long stop = Math.min((long) end * BLOCK_BYTES, pack.length());
        byte[] bytes = files.read(Remote.PACKS + "/" + pack.name(), start, (int) (stop - start));
        for (int number = first; number < end; number++) {
            int from = Math.min(bytes.length, (number - first) * BLOCK_BYTES);
            int to = Math.min(bytes.length, from + BLOCK_BYTES);
            blocks.put(new Block(pack.name(), number), Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** Returns a part of a pack, which may be shorter than it should be. */
    byte[] read(PackPart pack, long from, int length) throws RemoteException {
        load(pack, from, from + length);
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            long position = from + done;
            byte[] block = blocks.get(new Block(pack.name(), (int) (position / BLOCK_BYTES)));
            int offset = (int) (position % BLOCK_BYTES);
            if (block == null || offset >= block.length) {
                return Arrays.copyOf(bytes, done);
            }
            int n = Math.min(length - done, block.length - offset);
            System.arraycopy(block, offset, bytes, done, n);
            done += n;
        }
        return bytes;
    }
}
