package dev.planstack.persistence.shared;

import java.util.Collections;

/**
 * An INSERT that takes any number of rows at once.
 *
 * @param into the table with its columns: {@code usage (account, hour)}
 * @param columns how many values a row has
 * @param onConflict what is done where the row is there already; empty where it never is
 */
public record Insert(String into, int columns, String onConflict) implements Change {

    @Override
    public String table() {
        return into.substring(0, into.indexOf(' '));
    }

    @Override
    public String ofRows(int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        return "INSERT INTO " + into + " VALUES " + String.join(", ", Collections.nCopies(rows, row)) + conflict();
    }

    @Override
    public String ofSet(String rows) {
        return "INSERT INTO " + into + " SELECT * FROM " + rows + conflict();
    }

    private String conflict() {
        return onConflict.isEmpty() ? "" : " ON CONFLICT " + onConflict;
    }
}
