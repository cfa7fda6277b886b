package dev.planstack.persistence.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Where the SQL of SQLite and of PostgreSQL differs: here, and in the tables' definitions. All other statements are one text
 * that both understand, but for those that only PostgreSQL is ever sent: locks on accounts ({@code AccountTable.claim}), and many
 * rows or keys in one statement ({@link PostgresKeptConnection}, {@link Lookup}).
 */
public enum Dialect {
    /** SQLite, which finds rows in the order that a statement is written in. */
    SQLITE {
        @Override
        String begin() {
            // a transaction that reads before it writes would fail where another wrote in between
            return "BEGIN IMMEDIATE";
        }

        @Override
        String beginReading() {
            return "BEGIN";
        }

        @Override
        public String among(String table, String alias, String owner, String id) {
            // CROSS JOIN: the ids are looked up one by one, whatever SQLite thinks of the size of the list
            return "json_each(?2) listed CROSS JOIN " + table + " " + alias + " ON " + owner + " = ?1 AND " + id
                    + " = listed.value";
        }

        @Override
        public int fewLookups() {
            // reading a list of ids costs as much as that
            return 4;
        }

        @Override
        public void bindTexts(PreparedStatement statement, int index, Collection<String> texts) throws SQLException {
            statement.setString(index, Json.write(texts));
        }

        @Override
        public String thenEach(String table, String alias, String condition) {
            return " CROSS JOIN " + table + " " + alias + " ON " + condition;
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public String claimingFree() {
            return "";
        }

        @Override
        public String changedBy() {
            return "0";
        }

        @Override
        public String markChange() {
            return "";
        }

        @Override
        public String pairs(String alias, String first, String second) {
            return "(SELECT a.value AS " + first + ", b.value AS " + second
                    + " FROM json_each(?1) a JOIN json_each(?2) b ON b.key = a.key) " + alias;
        }

        @Override
        public String elements(String list, String alias) {
            return "json_each(" + list + ") " + alias;
        }

        @Override
        public String place(String alias) {
            return alias + ".key";
        }

        @Override
        public String length(String list) {
            return "json_array_length(" + list + ")";
        }

        @Override
        public String withPair(String list, String first, String second) {
            return "json_insert(" + list + ", '$[#]', json_array(" + first + ", " + second + "))";
        }
    },

    /** PostgreSQL, which plans by what it believes of the tables' sizes. */
    POSTGRESQL {
        @Override
        String begin() {
            return "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
        }

        @Override
        String beginReading() {
            return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        }

        @Override
        public String among(String table, String alias, String owner, String id) {
            // as a condition on the index: it is never the whole of what the owner has that is read
            return table + " " + alias + " WHERE " + owner + " = ? AND " + id + " = ANY (?)";
        }

        @Override
        public int fewLookups() {
            // each costs the way there and back
            return 1;
        }

        @Override
        public void bindTexts(PreparedStatement statement, int index, Collection<String> texts) throws SQLException {
            statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray(String[]::new)));
        }

        @Override
        public String thenEach(String table, String alias, String condition) {
            // OFFSET 0: looked up for each row, and not joined with all that there is
            return " CROSS JOIN LATERAL (SELECT * FROM " + table + " " + alias + " WHERE " + condition + " OFFSET 0) "
                    + alias;
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public String claimingFree() {
            return " FOR UPDATE SKIP LOCKED";
        }

        @Override
        public String changedBy() {
            return "changed_by";
        }

        @Override
        public String markChange() {
            return ", changed_by = CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)";
        }

        @Override
        public String pairs(String alias, String first, String second) {
            return "unnest(?, ?) AS " + alias + " (" + first + ", " + second + ")";
        }

        @Override
        public String elements(String list, String alias) {
            return "jsonb_array_elements(CAST(" + list + " AS JSONB)) WITH ORDINALITY " + alias + " (value, place)";
        }

        @Override
        public String place(String alias) {
            return alias + ".place";
        }

        @Override
        public String length(String list) {
            return "jsonb_array_length(CAST(" + list + " AS JSONB))";
        }

        @Override
        public String withPair(String list, String first, String second) {
            return "CAST(CAST(" + list + " AS JSONB) || jsonb_build_array(jsonb_build_array(" + first + ", " + second
                    + ")) AS TEXT)";
        }
    };

    /** Begins a transaction that writes. */
    abstract String begin();

    /** Begins a transaction that reads and sees one commit. */
    abstract String beginReading();

    /**
     * What follows FROM to find rows of one owner by a list of ids, with an index on both. The first parameter is the owner, the
     * second is what {@link #bindTexts} gives.
     */
    public abstract String among(String table, String alias, String owner, String id);

    /** How many ids are found as fast by a statement each as by {@link #among}. */
    public abstract int fewLookups();

    /** Gives a list of texts to a statement. */
    public abstract void bindTexts(PreparedStatement statement, int index, Collection<String> texts)
            throws SQLException;

    /** What follows a table in FROM, so that of another one the rows are looked up for each of its rows. */
    public abstract String thenEach(String table, String alias, String condition);

    /** Whether other processes may change rows at the same time, so that those to be changed have to be locked. */
    public abstract boolean isShared();

    /** What is behind a query so that it locks the rows that it finds, without those that others have locked. */
    public abstract String claimingFree();

    /** The column of an account's row that tells which transaction changed it last. */
    public abstract String changedBy();

    /** What is behind the columns that an account's row sets, so that it tells which transaction changed it last. */
    public abstract String markChange();

    /** Two lists of texts as rows of two columns; the first two parameters are what {@link #bindTexts} gives of each. */
    public abstract String pairs(String alias, String first, String second);

    /** The elements of a list in JSON as rows, each a {@code value}; what {@link #place} says is their order. */
    public abstract String elements(String list, String alias);

    /** The place of one of {@link #elements} in its list. */
    public abstract String place(String alias);

    /** How many elements a list in JSON has. */
    public abstract String length(String list);

    /** A list in JSON with one more element, a pair of texts. */
    public abstract String withPair(String list, String first, String second);
}
