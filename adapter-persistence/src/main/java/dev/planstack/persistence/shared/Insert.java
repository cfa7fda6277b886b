package dev.planstack.persistence.shared;

import java.util.Collections;

/**
 * An INSERT that takes any number of rows at once.
 *
 * @param into the table with its columns: {@code usage (account, hour)}
 * @param columns how many values a row has
 * @param onConflict what is done where the row is there already; empty where it never is
 */
public record Insert(String into, int columns, String onConflict) {

    String sql(int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        return "INSERT INTO " + into + " VALUES " + String.join(", ", Collections.nCopies(rows, row))
                + (onConflict.isEmpty() ? "" : " ON CONFLICT " + onConflict);
    }
}
