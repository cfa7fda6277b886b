package dev.planstack.persistence.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Gives each value to a parameter of its own. */
final class BoundValues implements RowValues {

    private final PreparedStatement statement;
    private int count;

    BoundValues(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    public void text(@Nullable String text) throws SQLException {
        statement.setString(++count, text);
    }

    @Override
    public void number(long number) throws SQLException {
        statement.setLong(++count, number);
    }

    @Override
    public void numberOrNull(@Nullable Long number) throws SQLException {
        statement.setObject(++count, number, Types.BIGINT);
    }

    @Override
    public void flag(boolean flag) throws SQLException {
        statement.setBoolean(++count, flag);
    }

    @Override
    public void bytes(byte[] bytes) throws SQLException {
        statement.setBytes(++count, bytes);
    }

    void requireCount(int expected) {
        if (count != expected) {
            throw new IllegalStateException(count + " values where " + expected + " are to be");
        }
    }
}
