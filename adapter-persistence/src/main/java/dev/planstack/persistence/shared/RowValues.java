package dev.planstack.persistence.shared;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the values of rows one after the other, in the order of the columns. */
public interface RowValues {

    /** A text, or nothing. */
    void text(@Nullable String text) throws SQLException;

    /** A number. */
    void number(long number) throws SQLException;

    /** A number, or nothing. */
    void numberOrNull(@Nullable Long number) throws SQLException;

    /** A truth value. */
    void flag(boolean flag) throws SQLException;

    /** Bytes. */
    void bytes(byte[] bytes) throws SQLException;
}
