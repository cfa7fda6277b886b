package dev.planstack.bootstrap.importlicenses;

import dev.planstack.bootstrap.importing.Reading;
import java.util.List;

/**
 * One record of a CSV file, which may go over several lines.
 *
 * @param number the number of the line that it begins in, counted from 1
 * @param values its values, in order
 */
record CsvRecord(long number, Reading<List<String>> values) {

    static CsvRecord unreadable(long number, String reason) {
        return new CsvRecord(number, new Reading.Unreadable<>(reason));
    }
}
