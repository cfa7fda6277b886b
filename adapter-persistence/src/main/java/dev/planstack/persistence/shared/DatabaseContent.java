package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalLong;

/** All that a database holds, whoever is using it. */
public interface DatabaseContent {

    /** The last commit in it. */
    long commit();

    /**
     * Copies it into a new file, which is complete once it is there.
     *
     * @throws StorageRefusedException if there is a file of that name already, or it cannot be written
     */
    void backup(Path to);

    /**
     * Writes all that one commit left as lines.
     *
     * @param atCommit the commit that is meant, if it matters
     * @throws StorageRefusedException if it is at another commit, or cannot be read
     * @throws IOException if it cannot be written
     */
    void exportTo(OutputStream to, OptionalLong atCommit) throws IOException;

    /**
     * Reads lines into it, which must hold nothing yet: all of them or nothing.
     *
     * @throws StorageRefusedException if it holds something, is in use, or a line is broken
     * @throws IOException if the lines cannot be read
     */
    void importFrom(BufferedReader from) throws IOException;
}
