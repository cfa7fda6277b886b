-- Instants are nanoseconds since 1970-01-01T00:00:00Z. Quantities, coefficients and money are plain decimals as text.
-- Every table that grows has the account as the first column of its key.

CREATE TABLE installation (
    id               INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    zone             TEXT    NOT NULL,
    settlement_delay TEXT    NOT NULL,
    sandbox          INTEGER NOT NULL,
    admin_key_hash   TEXT
) STRICT;

CREATE TABLE service_state (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    commit_seq INTEGER NOT NULL,
    now        INTEGER NOT NULL
) STRICT;

CREATE TABLE meter (
    code  TEXT    NOT NULL PRIMARY KEY,
    name  TEXT    NOT NULL,
    unit  TEXT    NOT NULL,
    scale INTEGER NOT NULL,
    used  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- tiers is null where prices were taken away
CREATE TABLE meter_price (
    meter     TEXT    NOT NULL REFERENCES meter,
    currency  TEXT    NOT NULL,
    from_hour INTEGER NOT NULL,
    tiers     TEXT,
    PRIMARY KEY (meter, currency, from_hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_offering (
    id               TEXT    NOT NULL PRIMARY KEY,
    name             TEXT    NOT NULL,
    unit             TEXT    NOT NULL,
    quota            TEXT    NOT NULL,
    period           TEXT,
    validity         TEXT    NOT NULL,
    meters           TEXT    NOT NULL,
    prices           TEXT    NOT NULL,
    activation_delay TEXT    NOT NULL,
    renewable        INTEGER NOT NULL,
    withdrawn        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE license_offering (
    id        TEXT    NOT NULL PRIMARY KEY,
    name      TEXT    NOT NULL,
    sdks      TEXT    NOT NULL,
    prices    TEXT    NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id                  TEXT    NOT NULL PRIMARY KEY,
    name                TEXT    NOT NULL,
    currency            TEXT    NOT NULL,
    credit_limit        TEXT    NOT NULL,
    protection_amount   TEXT,
    protection_duration TEXT    NOT NULL,
    release_after       TEXT    NOT NULL,
    hard_stop           TEXT    NOT NULL,
    low_balance_alert   TEXT,
    created_at          INTEGER NOT NULL,
    balance             TEXT    NOT NULL,
    overdue_since       INTEGER,
    suspended_at        INTEGER,
    released_at         INTEGER,
    release_told        INTEGER,
    low_balance_armed   INTEGER NOT NULL,
    low_balance_fired   INTEGER NOT NULL,
    low_balance_next_at INTEGER,
    transactions        INTEGER NOT NULL,
    plans_bought        INTEGER NOT NULL,
    events              INTEGER NOT NULL,
    due_at              INTEGER,
    due_kind            INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX account_due ON account (due_at, due_kind, id) WHERE due_at IS NOT NULL;

CREATE TABLE plan (
    account      TEXT    NOT NULL REFERENCES account,
    id           TEXT    NOT NULL,
    offering     TEXT    NOT NULL,
    unit         TEXT    NOT NULL,
    quota        TEXT    NOT NULL,
    period       TEXT,
    validity     TEXT    NOT NULL,
    meters       TEXT    NOT NULL,
    renewable    INTEGER NOT NULL,
    price        TEXT    NOT NULL,
    currency     TEXT    NOT NULL,
    purchased_at INTEGER NOT NULL,
    effective_at INTEGER NOT NULL,
    term         TEXT    NOT NULL,
    expires_at   INTEGER NOT NULL,
    freezes      TEXT    NOT NULL,
    renewed_at   INTEGER,
    refunded_at  INTEGER,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX plan_expiry ON plan (account, expires_at);

CREATE TABLE quota_alert (
    account     TEXT    NOT NULL REFERENCES account,
    meter       TEXT    NOT NULL,
    percent     INTEGER NOT NULL,
    armed_at    INTEGER NOT NULL,
    armed_total TEXT    NOT NULL,
    held        TEXT    NOT NULL,
    fired_at    INTEGER,
    exhausted   INTEGER NOT NULL,
    PRIMARY KEY (account, meter)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_use (
    account      TEXT    NOT NULL,
    plan         TEXT    NOT NULL,
    period_start INTEGER NOT NULL,
    settled      TEXT    NOT NULL,
    taken        TEXT    NOT NULL,
    last_hour    INTEGER,
    last_at      INTEGER,
    last_id      TEXT,
    PRIMARY KEY (account, plan, period_start),
    FOREIGN KEY (account, plan) REFERENCES plan (account, id)
) STRICT, WITHOUT ROWID;

-- What is written by the million, below, carries no foreign keys: only the account's book writes it, with the account.

-- amount is null while the hour is open
CREATE TABLE hour_use (
    account       TEXT    NOT NULL,
    hour          INTEGER NOT NULL,
    meter         TEXT    NOT NULL,
    quantity      TEXT    NOT NULL,
    pay_as_you_go TEXT    NOT NULL,
    amount        TEXT,
    PRIMARY KEY (account, hour, meter)
) STRICT, WITHOUT ROWID;

CREATE INDEX hour_use_open ON hour_use (account, hour) WHERE amount IS NULL;

CREATE TABLE month_use (
    account       TEXT    NOT NULL,
    month         INTEGER NOT NULL,
    meter         TEXT    NOT NULL,
    pay_as_you_go TEXT    NOT NULL,
    PRIMARY KEY (account, month, meter)
) STRICT, WITHOUT ROWID;

CREATE TABLE meter_mode (
    account TEXT NOT NULL,
    meter   TEXT NOT NULL,
    mode    TEXT NOT NULL,
    PRIMARY KEY (account, meter)
) STRICT, WITHOUT ROWID;

-- Lies in the order of deduction, so that a fold reads it from one end to the other.
CREATE TABLE usage (
    account     TEXT    NOT NULL,
    hour        INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    id          TEXT    NOT NULL,
    meter       TEXT    NOT NULL,
    quantity    TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    voided      INTEGER NOT NULL,
    PRIMARY KEY (account, hour, occurred_at, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX usage_id ON usage (account, id);

CREATE TABLE slice (
    account         TEXT    NOT NULL,
    hour            INTEGER NOT NULL,
    occurred_at     INTEGER NOT NULL,
    record          TEXT    NOT NULL,
    ordinal         INTEGER NOT NULL,
    quantity        TEXT    NOT NULL,
    plan            TEXT,
    units           TEXT,
    remaining_after TEXT,
    PRIMARY KEY (account, hour, occurred_at, record, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE txn (
    account       TEXT    NOT NULL,
    number        INTEGER NOT NULL,
    type          TEXT    NOT NULL,
    amount        TEXT    NOT NULL,
    balance_after TEXT    NOT NULL,
    at            INTEGER NOT NULL,
    reference     TEXT,
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE bill (
    account TEXT    NOT NULL,
    hour    INTEGER NOT NULL,
    total   TEXT    NOT NULL,
    txn     INTEGER NOT NULL,
    lines   TEXT    NOT NULL,
    PRIMARY KEY (account, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    account    TEXT    NOT NULL,
    sequence   INTEGER NOT NULL,
    type       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    data       TEXT    NOT NULL,
    commit_seq INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,
    PRIMARY KEY (account, sequence)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX event_feed ON event (commit_seq, ordinal);

CREATE TABLE idempotency_key (
    account     TEXT    NOT NULL,
    path        TEXT    NOT NULL,
    value       TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    answer      TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (account, path, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_key_age ON idempotency_key (account, at);

CREATE TABLE webhook (
    id              TEXT    NOT NULL PRIMARY KEY,
    url             TEXT    NOT NULL,
    types           TEXT    NOT NULL,
    secret          TEXT    NOT NULL,
    former_secret   TEXT,
    former_until    INTEGER,
    revision        INTEGER NOT NULL,
    cursor          TEXT    NOT NULL,
    failures        INTEGER NOT NULL,
    failing_since   INTEGER,
    next_attempt_at INTEGER,
    last_error      TEXT,
    disabled_reason TEXT
) STRICT, WITHOUT ROWID;
