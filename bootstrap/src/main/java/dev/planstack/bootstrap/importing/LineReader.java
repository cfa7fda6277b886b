package dev.planstack.bootstrap.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line in bounded memory, whatever the length of its lines. Lines end with LF or CR LF. */
public final class LineReader implements Closeable {
    /** Of a longer line only the beginning is kept. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    /** One byte more shows that a line is too long, and another one may be the CR of one that is not. */
    private static final int KEPT_BYTES = MAX_LINE_BYTES + 2;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int next;
    private int filled;
    private long consumed;
    private long number;

    /** Reads from {@code in}, which is closed with the reader. */
    public LineReader(InputStream in) {
        this.in = in;
    }

    /** Opens a file. */
    public static LineReader open(Path file) throws IOException {
        return new LineReader(Files.newInputStream(file));
    }

    /** The next line, or null at the end of the file. */
    public @Nullable Line next() throws IOException {
        if (!hasMore()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended && hasMore()) {
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, next, Math.min(end - next, KEPT_BYTES - line.size()));
            ended = end < filled;
            int after = ended ? end + 1 : end;
            consumed += after - next;
            next = after;
        }
        number++;
        return lineOf(line.toByteArray());
    }

    /** How many bytes of the file the lines so far have taken. */
    public long consumed() {
        return consumed;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean hasMore() throws IOException {
        if (next == filled) {
            next = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return filled > 0;
    }

    private Line lineOf(byte[] kept) {
        boolean endsWithCr = kept.length > 0 && kept[kept.length - 1] == '\r';
        byte[] content = endsWithCr ? Arrays.copyOf(kept, kept.length - 1) : kept;
        return new Line(number, new String(content, UTF_8), ContentHash.of(content), content.length > MAX_LINE_BYTES);
    }
}
