-- The public keys of license documents; a private one is never in the database. No row ever goes: documents may need it.
CREATE TABLE license_public_key (
    kid        TEXT    NOT NULL PRIMARY KEY,
    x          TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
