package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives entries of a pack another time of storing, with right checksums. */
final class TimeMachine {

    private TimeMachine() {}

    static void rewrite(Path pack, List<String> names, long storedAt) throws IOException {
        Set<Digest> keys =
                names.stream().map(name -> Samples.key(name).digest()).collect(Collectors.toSet());
        StoreFiles files = new SystemFiles();
        Path temporary = pack.resolveSibling("rewritten.tmp");
        Step step = Step.WRITE_MERGED;
        String name;
        try (PackWriter writer = PackWriter.create(files, temporary, step, step, step, 4711)) {
            Pack old = Pack.open(files, pack, 0);
            old.visit((header, position) -> {
                byte[] record = old.soundRecord(position, header);
                byte[] body = Arrays.copyOfRange(record, RecordHeader.BYTES, record.length);
                long time = keys.contains(header.key()) ? storedAt : header.storedAt();
                writer.append(RecordHeader.record(header.type(), header.key(), time, header.contents(), body));
            });
            old.close();
            name = writer.seal(step);
        }
        Files.delete(pack);
        Files.move(temporary, pack.resolveSibling(name));
    }
}
