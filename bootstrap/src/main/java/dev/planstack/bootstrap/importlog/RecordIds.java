package dev.planstack.bootstrap.importlog;

import dev.planstack.bootstrap.importing.FileNames;
import dev.planstack.bootstrap.importing.Line;

/**
 * Ids of usage records, such as {@code access.log:12:3f9a0c1b22d4}: the file's name, the line's number, its content.
 * The same line of the same file always has the same id, so that what is sent again is known as a duplicate.
 */
final class RecordIds {
    private final String name;

    RecordIds(String fileName) {
        this.name = FileNames.safe(fileName);
    }

    String of(Line line) {
        return name + ":" + line.number() + ":" + line.hash();
    }
}
