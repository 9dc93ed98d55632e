package org.cb1network.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives entries of a segment another time of storing, with right checksums. */
final class TimeMachine {

    private TimeMachine() {}

    static void rewrite(Path segment, List<String> names, long storedAt) throws IOException {
        Set<Digest> keys =
                names.stream().map(name -> Samples.key(name).digest()).collect(Collectors.toSet());
        String name = segment.getFileName().toString();
        byte[] bytes = Files.readAllBytes(segment);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, Segment.HEADER_BYTES);
        for (int position = Segment.HEADER_BYTES; position < bytes.length; ) {
            RecordHeader header = RecordHeader.parse(bytes, position, Segment.saltOf(name), position);
            long time = keys.contains(header.key()) ? storedAt : header.storedAt();
            byte[] body = new byte[header.bodyLength()];
            ByteBuffer.wrap(bytes, position + RecordHeader.BYTES, body.length).get(body);
            byte[] record =
                    RecordHeader.record(header.type(), header.flags(), header.key(), time, header.contents(), body);
            RecordHeader.place(record, Segment.saltOf(name), position);
            out.writeBytes(record);
            position += header.length();
        }
        Samples.overwrite(segment, out.toByteArray());
    }
}
