package dev.planstack.bootstrap.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A disk whose power can be cut. Of each file it holds what was forced to it; of what was written since, it holds nothing, the first
 * so many writes, or any sectors, as chance has it.
 */
final class SimulatedDisk {

    private static final int SECTOR = 512;

    private final Map<String, Content> files = new TreeMap<>();
    private final Predicate<String> forced;

    /** A disk that forces the files for which that holds when told to. */
    SimulatedDisk(Predicate<String> forced) {
        this.forced = forced;
    }

    private static final class Content {

        private byte[] bytes = new byte[SECTOR];
        private int size;
        private final List<DiskEvent> pending = new ArrayList<>();
        private int beingForced;

        Content copy() {
            Content copy = new Content();
            copy.bytes = bytes.clone();
            copy.size = size;
            return copy;
        }

        void apply(DiskEvent event) {
            if (event.what() == DiskEvent.What.CUT) {
                resize(event.offset());
            } else {
                write(event.offset(), event.data());
            }
        }

        void write(int at, ByteBuffer data) {
            resize(Math.max(size, at + data.remaining()));
            data.get(0, bytes, at, data.remaining());
        }

        private void resize(int to) {
            if (to > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(to, 2 * bytes.length));
            }
            if (to < size) {
                Arrays.fill(bytes, to, size, (byte) 0);
            }
            size = to;
        }

        void force() {
            List<DiskEvent> now = pending.subList(0, beingForced);
            now.forEach(this::apply);
            now.clear();
            beingForced = 0;
        }

        /** Applies of what is pending as much as chance has it. */
        void lose(List<DiskEvent> written, RandomGenerator random) {
            switch (random.nextInt(3)) {
                case 0 -> written.subList(0, random.nextInt(written.size() + 1)).forEach(this::apply);
                case 1 -> written.forEach(event -> tear(event, random));
                default -> {}
            }
        }

        private void tear(DiskEvent event, RandomGenerator random) {
            int length = event.data().remaining();
            for (int from = 0; from < length; from += SECTOR) {
                if (random.nextBoolean()) {
                    write(event.offset() + from, event.data().slice(from, Math.min(SECTOR, length - from)));
                }
            }
        }
    }

    /** Lets the next thing happen. */
    void happened(DiskEvent event) {
        Content content = files.computeIfAbsent(event.file(), name -> new Content());
        switch (event.what()) {
            case WRITTEN, CUT -> content.pending.add(event);
            case SYNC_BEGUN -> content.beingForced = content.pending.size();
            case SYNC_DONE -> {
                if (forced.test(event.file())) {
                    content.force();
                }
            }
            case UNLINKED -> files.remove(event.file());
        }
    }

    /** Writes into a folder what would be found if the power were cut now. */
    void cut(Path folder, RandomGenerator random) throws IOException {
        for (Map.Entry<String, Content> file : files.entrySet()) {
            Content found = file.getValue().copy();
            found.lose(file.getValue().pending, random);
            Files.write(folder.resolve(file.getKey()), Arrays.copyOf(found.bytes, found.size));
        }
    }
}
