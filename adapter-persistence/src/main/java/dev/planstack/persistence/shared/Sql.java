package dev.planstack.persistence.shared;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** What features hand to {@link Sessions} to be run. */
public interface Sql {

    /** Reads or writes by a handle. */
    @FunctionalInterface
    interface Work<T> {

        /** Does it. */
        T run(Handle handle) throws SQLException;
    }

    /** Writes by a handle. */
    @FunctionalInterface
    interface Action {

        /** Does it. */
        void run(Handle handle) throws SQLException;
    }

    /** Gives a row's values to a statement. */
    @FunctionalInterface
    interface Binder<T> {

        /** Sets all parameters of the statement. */
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Gives a row's values in the order of an insert's columns. */
    @FunctionalInterface
    interface Placer<T> {

        /** Gives all of them. */
        void place(T row, RowValues values) throws SQLException;
    }

    /** Gives a query's parameters to a statement. */
    @FunctionalInterface
    interface Parameters {

        /** Sets all parameters of the statement. */
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {

        /** The row that the result stands on. */
        T read(ResultSet row) throws SQLException;
    }
}
