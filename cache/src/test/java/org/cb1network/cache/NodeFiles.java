package org.cb1network.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The file system as seen by a machine whose locks other machines do not see: each node has its own lock file. Its
 * patience is short, so that the protocol must hold for running processes that are believed to have ended.
 */
final class NodeFiles extends FaultyFiles {

    private final long node;

    NodeFiles(long node) {
        super((step, moment, occurrence) -> {});
        this.node = node;
    }

    @Override
    public long node(Path root) {
        return node;
    }

    @Override
    public Duration silence() {
        return Duration.ofMillis(300);
    }

    @Override
    public FileChannel openLocks(Path file) throws IOException {
        return super.openLocks(ofThisNode(file));
    }

    @Override
    public BasicFileAttributes attributes(Path file) throws IOException {
        return super.attributes(file.endsWith("leases") ? ofThisNode(file) : file);
    }

    private Path ofThisNode(Path locks) {
        return locks.resolveSibling("../locks-of-" + HexFormat.of().toHexDigits(node));
    }
}
