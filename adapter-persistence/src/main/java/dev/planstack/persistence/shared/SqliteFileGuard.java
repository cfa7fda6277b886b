package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds a database file for one process, and creates what it is kept in for the owner's eyes only. */
final class SqliteFileGuard implements AutoCloseable {

    // the operating system drops a process's lock when any channel on the file is closed, so a second one must not be
    // opened
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;

    private SqliteFileGuard(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** Takes the file, and creates it if it is not there. */
    static SqliteFileGuard take(Path file) {
        try {
            Path lockFile = lockFileOf(file);
            if (!HELD.add(lockFile)) {
                throw inUse(file);
            }
            try {
                return locked(file, lockFile);
            } catch (IOException | RuntimeException e) {
                HELD.remove(lockFile);
                throw e;
            }
        } catch (IOException e) {
            throw new StorageRefusedException(
                    "The database " + file + " cannot be used: " + e + ". Check the folder and its permissions.",
                    Optional.of(e));
        }
    }

    private static Path lockFileOf(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute).toRealPath();
        return folder.resolve(absolute.getFileName() + ".lock");
    }

    private static SqliteFileGuard locked(Path file, Path lockFile) throws IOException {
        createPrivately(lockFile);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(file);
            }
            createPrivately(file);
            return new SqliteFileGuard(lockFile, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StorageRefusedException inUse(Path file) {
        return new StorageRefusedException("The database " + file
                + " is in use by another process; stop that one first, or give this one a file of its own.");
    }

    private static void createPrivately(Path file) throws IOException {
        try {
            Files.createFile(file, PrivateFiles.attributes());
        } catch (FileAlreadyExistsException e) {
            // there from an earlier run, with the permissions that the operator chose since
            return;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageRefusedException("The lock " + lockFile + " cannot be given back: " + e, Optional.of(e));
        } finally {
            HELD.remove(lockFile);
        }
    }
}
