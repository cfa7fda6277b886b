package dev.planstack.bootstrap.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a process did to a file.
 *
 * @param at when, as {@link System#nanoTime} tells it
 * @param file the name of the file
 */
record DiskEvent(long at, What what, String file, int offset, ByteBuffer data) {

    private static final int HEAD = 8 + 1 + 2 + 8 + 4;

    enum What {
        WRITTEN,
        CUT,
        SYNC_BEGUN,
        SYNC_DONE,
        UNLINKED
    }

    /** Reads what {@code faults/recorder.c} recorded; an event that was cut off at the end did not happen. */
    static List<DiskEvent> recorded(Path recording) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(recording)).order(ByteOrder.nativeOrder());
        List<DiskEvent> events = new ArrayList<>();
        while (in.remaining() >= HEAD) {
            long at = in.getLong();
            What what = what((char) in.get());
            byte[] path = new byte[in.getShort()];
            int offset = Math.toIntExact(in.getLong());
            int size = in.getInt();
            if (in.remaining() < path.length + size) {
                break;
            }
            in.get(path);
            ByteBuffer data = in.slice(in.position(), size);
            in.position(in.position() + size);
            String name = Path.of(new String(path, StandardCharsets.UTF_8))
                    .getFileName()
                    .toString();
            events.add(new DiskEvent(at, what, name, offset, data));
        }
        return events;
    }

    private static What what(char letter) {
        return switch (letter) {
            case 'W' -> What.WRITTEN;
            case 'T' -> What.CUT;
            case 's' -> What.SYNC_BEGUN;
            case 'S' -> What.SYNC_DONE;
            case 'U' -> What.UNLINKED;
            default -> throw new IllegalArgumentException("event " + letter);
        };
    }
}
