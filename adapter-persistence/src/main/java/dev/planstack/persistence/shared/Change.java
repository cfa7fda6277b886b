package dev.planstack.persistence.shared;

/** A statement that changes any number of rows of a table, each by the values of one row that it is given. */
public sealed interface Change permits Insert, Update {

    /** The table. */
    String table();

    /** How many values a row has. */
    int columns();

    /** The statement with a parameter for each value of so many rows. */
    String ofRows(int rows);

    /** The statement over {@code rows}, which stands for a table of all rows whose columns are c1, c2 and so on. */
    String ofSet(String rows);
}
