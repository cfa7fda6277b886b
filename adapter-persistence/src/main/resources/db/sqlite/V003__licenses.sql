CREATE TABLE application (
    account      TEXT    NOT NULL REFERENCES account,
    id           TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    package_name TEXT,
    bundle_id    TEXT,
    domain       TEXT,
    license_key  TEXT    NOT NULL,
    changes      INTEGER NOT NULL,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX application_license_key ON application (license_key);

-- expires_at follows from the first term and the renewals; it is kept to be searched by
CREATE TABLE license_order (
    account          TEXT    NOT NULL REFERENCES account,
    number           INTEGER NOT NULL,
    instance_id      TEXT,
    offering         TEXT,
    application      TEXT,
    sdks             TEXT    NOT NULL,
    term             TEXT,
    recorded_at      INTEGER NOT NULL,
    starts_at        INTEGER NOT NULL,
    first_expires_at INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    renewal_mode     TEXT    NOT NULL,
    renewal_term     TEXT,
    PRIMARY KEY (account, number),
    FOREIGN KEY (account, application) REFERENCES application (account, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX license_order_instance ON license_order (account, instance_id) WHERE instance_id IS NOT NULL;
CREATE INDEX license_order_by_instance ON license_order (instance_id) WHERE instance_id IS NOT NULL;
CREATE INDEX license_order_application ON license_order (account, application) WHERE application IS NOT NULL;
CREATE INDEX license_order_expiry ON license_order (expires_at);

-- The key makes it impossible to renew an expiry twice (rule L5).
CREATE TABLE license_renewal (
    account     TEXT    NOT NULL,
    order_no    INTEGER NOT NULL,
    expiry_from INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    renewed_by  TEXT    NOT NULL,
    term        TEXT    NOT NULL,
    starts_at   INTEGER NOT NULL,
    expiry_to   INTEGER NOT NULL,
    amount      TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    txn         INTEGER NOT NULL,
    PRIMARY KEY (account, order_no, expiry_from),
    FOREIGN KEY (account, order_no) REFERENCES license_order (account, number)
) STRICT, WITHOUT ROWID;
