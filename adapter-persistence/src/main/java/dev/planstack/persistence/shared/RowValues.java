package dev.planstack.persistence.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Takes the values of rows one after the other, in the order of the columns. */
public final class RowValues {

    private final PreparedStatement statement;
    private int count;

    RowValues(PreparedStatement statement) {
        this.statement = statement;
    }

    /** A text, or nothing. */
    public void text(@Nullable String text) throws SQLException {
        statement.setString(++count, text);
    }

    /** A number. */
    public void number(long number) throws SQLException {
        statement.setLong(++count, number);
    }

    /** A number, or nothing. */
    public void numberOrNull(@Nullable Long number) throws SQLException {
        statement.setObject(++count, number, Types.BIGINT);
    }

    /** Bytes. */
    public void bytes(byte[] bytes) throws SQLException {
        statement.setBytes(++count, bytes);
    }

    void run(int expected) throws SQLException {
        if (count != expected) {
            throw new IllegalStateException(count + " values where " + expected + " are to be");
        }
        int unused = statement.executeUpdate();
    }
}
