CREATE TABLE run_out_alert (
    account  TEXT    NOT NULL REFERENCES account,
    meter    TEXT    NOT NULL,
    days     INTEGER NOT NULL,
    fired_at INTEGER,
    told_end INTEGER,
    PRIMARY KEY (account, meter)
) STRICT, WITHOUT ROWID;
