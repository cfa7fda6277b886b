-- Instants are nanoseconds since 1970-01-01T00:00:00Z. Quantities, coefficients and money are plain decimals as text.
-- Texts are ordered by code point, as everywhere. No row refers to one of another account: every table that grows has the
-- account as the first column of its key, and of every unique index and foreign key, so that accounts can be spread over servers.

CREATE TABLE installation (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    zone TEXT COLLATE "C" NOT NULL,
    settlement_delay TEXT COLLATE "C" NOT NULL,
    sandbox BOOLEAN NOT NULL,
    admin_key_hash TEXT COLLATE "C"
);

CREATE TABLE service_state (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    commit_seq BIGINT NOT NULL,
    now BIGINT NOT NULL,
    -- how often anything that is not an account's was changed
    catalog BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

CREATE TABLE meter (
    code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    scale BIGINT NOT NULL,
    used BOOLEAN NOT NULL
);

-- tiers is null where prices were taken away
CREATE TABLE meter_price (
    meter TEXT COLLATE "C" NOT NULL REFERENCES meter,
    currency TEXT COLLATE "C" NOT NULL,
    from_hour BIGINT NOT NULL,
    tiers TEXT COLLATE "C",
    PRIMARY KEY (meter, currency, from_hour)
);

CREATE TABLE plan_offering (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    quota TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C",
    validity TEXT COLLATE "C" NOT NULL,
    meters TEXT COLLATE "C" NOT NULL,
    prices TEXT COLLATE "C" NOT NULL,
    activation_delay TEXT COLLATE "C" NOT NULL,
    renewable BOOLEAN NOT NULL,
    withdrawn BOOLEAN NOT NULL
);

CREATE TABLE license_offering (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    sdks TEXT COLLATE "C" NOT NULL,
    prices TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL
);

CREATE TABLE account (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    credit_limit TEXT COLLATE "C" NOT NULL,
    protection_amount TEXT COLLATE "C",
    protection_duration TEXT COLLATE "C" NOT NULL,
    release_after TEXT COLLATE "C" NOT NULL,
    hard_stop TEXT COLLATE "C" NOT NULL,
    low_balance_alert TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    balance TEXT COLLATE "C" NOT NULL,
    overdue_since BIGINT,
    suspended_at BIGINT,
    released_at BIGINT,
    release_told BIGINT,
    low_balance_armed BOOLEAN NOT NULL,
    low_balance_fired BIGINT NOT NULL,
    low_balance_next_at BIGINT,
    transactions BIGINT NOT NULL,
    plans_bought BIGINT NOT NULL,
    events BIGINT NOT NULL,
    due_at BIGINT,
    due_kind BIGINT,
    chain_length BIGINT NOT NULL DEFAULT 0,
    chain_hash BYTEA NOT NULL DEFAULT '',
    configured_at BIGINT NOT NULL DEFAULT 0,
    -- the transaction that changed the row last, as of this server
    changed_by BIGINT NOT NULL DEFAULT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)
) WITH (fillfactor = 70);

CREATE INDEX account_due ON account (due_at, due_kind, id) WHERE due_at IS NOT NULL;

CREATE TABLE plan (
    account TEXT COLLATE "C" NOT NULL REFERENCES account,
    id TEXT COLLATE "C" NOT NULL,
    offering TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    quota TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C",
    validity TEXT COLLATE "C" NOT NULL,
    meters TEXT COLLATE "C" NOT NULL,
    renewable BOOLEAN NOT NULL,
    price TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    purchased_at BIGINT NOT NULL,
    effective_at BIGINT NOT NULL,
    term TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    freezes TEXT COLLATE "C" NOT NULL,
    renewed_at BIGINT,
    refunded_at BIGINT,
    PRIMARY KEY (account, id)
);

CREATE INDEX plan_expiry ON plan (account, expires_at);

CREATE TABLE quota_alert (
    account TEXT COLLATE "C" NOT NULL REFERENCES account,
    meter TEXT COLLATE "C" NOT NULL,
    percent BIGINT NOT NULL,
    armed_at BIGINT NOT NULL,
    armed_total TEXT COLLATE "C" NOT NULL,
    held TEXT COLLATE "C" NOT NULL,
    fired_at BIGINT,
    exhausted BOOLEAN NOT NULL,
    PRIMARY KEY (account, meter)
);

CREATE TABLE plan_use (
    account TEXT COLLATE "C" NOT NULL,
    plan TEXT COLLATE "C" NOT NULL,
    period_start BIGINT NOT NULL,
    settled TEXT COLLATE "C" NOT NULL,
    taken TEXT COLLATE "C" NOT NULL,
    last_hour BIGINT,
    last_at BIGINT,
    last_id TEXT COLLATE "C",
    PRIMARY KEY (account, plan, period_start),
    FOREIGN KEY (account, plan) REFERENCES plan (account, id)
) WITH (fillfactor = 70);

-- What is written by the million, below, carries no foreign keys: only the account's book writes it, with the account.

-- amount is null while the hour is open
CREATE TABLE hour_use (
    account TEXT COLLATE "C" NOT NULL,
    hour BIGINT NOT NULL,
    meter TEXT COLLATE "C" NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    pay_as_you_go TEXT COLLATE "C" NOT NULL,
    amount TEXT COLLATE "C",
    PRIMARY KEY (account, hour, meter)
) WITH (fillfactor = 70);

CREATE INDEX hour_use_open ON hour_use (account, hour) WHERE amount IS NULL;

CREATE TABLE month_use (
    account TEXT COLLATE "C" NOT NULL,
    month BIGINT NOT NULL,
    meter TEXT COLLATE "C" NOT NULL,
    pay_as_you_go TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, month, meter)
) WITH (fillfactor = 70);

CREATE TABLE meter_mode (
    account TEXT COLLATE "C" NOT NULL,
    meter TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, meter)
);

-- Lies in the order of deduction, so that a fold reads it from one end to the other.
CREATE TABLE usage (
    account TEXT COLLATE "C" NOT NULL,
    hour BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    meter TEXT COLLATE "C" NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    voided BOOLEAN NOT NULL,
    place BIGINT NOT NULL DEFAULT 0,
    hash BYTEA NOT NULL DEFAULT '',
    void_place BIGINT,
    void_hash BYTEA,
    PRIMARY KEY (account, hour, occurred_at, id)
);

CREATE UNIQUE INDEX usage_id ON usage (account, id);

CREATE TABLE slice (
    account TEXT COLLATE "C" NOT NULL,
    hour BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    plan TEXT COLLATE "C",
    units TEXT COLLATE "C",
    remaining_after TEXT COLLATE "C",
    PRIMARY KEY (account, hour, occurred_at, record, ordinal)
);

CREATE TABLE txn (
    account TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    amount TEXT COLLATE "C" NOT NULL,
    balance_after TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    reference TEXT COLLATE "C",
    place BIGINT NOT NULL DEFAULT 0,
    hash BYTEA NOT NULL DEFAULT '',
    PRIMARY KEY (account, number)
);

CREATE TABLE bill (
    account TEXT COLLATE "C" NOT NULL,
    hour BIGINT NOT NULL,
    total TEXT COLLATE "C" NOT NULL,
    txn BIGINT NOT NULL,
    lines TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, hour)
);

CREATE TABLE event (
    account TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    data TEXT COLLATE "C" NOT NULL,
    commit_seq BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (account, sequence)
);

CREATE INDEX event_feed ON event (commit_seq, ordinal);

CREATE TABLE idempotency_key (
    account TEXT COLLATE "C" NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, path, value)
);

CREATE INDEX idempotency_key_age ON idempotency_key (account, at);

CREATE TABLE webhook (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    url TEXT COLLATE "C" NOT NULL,
    types TEXT COLLATE "C" NOT NULL,
    secret TEXT COLLATE "C" NOT NULL,
    former_secret TEXT COLLATE "C",
    former_until BIGINT,
    revision BIGINT NOT NULL,
    cursor TEXT COLLATE "C" NOT NULL,
    failures BIGINT NOT NULL,
    failing_since BIGINT,
    next_attempt_at BIGINT,
    last_error TEXT COLLATE "C",
    disabled_reason TEXT COLLATE "C",
    -- which process delivers to it, and until when
    lease_process TEXT COLLATE "C",
    lease_until BIGINT
);

CREATE TABLE application (
    account TEXT COLLATE "C" NOT NULL REFERENCES account,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    package_name TEXT COLLATE "C",
    bundle_id TEXT COLLATE "C",
    domain TEXT COLLATE "C",
    license_key TEXT COLLATE "C" NOT NULL,
    changes BIGINT NOT NULL,
    PRIMARY KEY (account, id)
);

CREATE INDEX application_license_key ON application (license_key);

-- expires_at follows from the first term and the renewals; it is kept to be searched by
CREATE TABLE license_order (
    account TEXT COLLATE "C" NOT NULL REFERENCES account,
    number BIGINT NOT NULL,
    instance_id TEXT COLLATE "C",
    offering TEXT COLLATE "C",
    application TEXT COLLATE "C",
    sdks TEXT COLLATE "C" NOT NULL,
    term TEXT COLLATE "C",
    recorded_at BIGINT NOT NULL,
    starts_at BIGINT NOT NULL,
    first_expires_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    renewal_mode TEXT COLLATE "C" NOT NULL,
    renewal_term TEXT COLLATE "C",
    PRIMARY KEY (account, number),
    FOREIGN KEY (account, application) REFERENCES application (account, id)
);

CREATE UNIQUE INDEX license_order_instance ON license_order (account, instance_id) WHERE instance_id IS NOT NULL;
CREATE INDEX license_order_by_instance ON license_order (instance_id) WHERE instance_id IS NOT NULL;
CREATE INDEX license_order_application ON license_order (account, application) WHERE application IS NOT NULL;
CREATE INDEX license_order_expiry ON license_order (expires_at);

-- The key makes it impossible to renew an expiry twice (rule L5).
CREATE TABLE license_renewal (
    account TEXT COLLATE "C" NOT NULL,
    order_no BIGINT NOT NULL,
    expiry_from BIGINT NOT NULL,
    at BIGINT NOT NULL,
    renewed_by TEXT COLLATE "C" NOT NULL,
    term TEXT COLLATE "C" NOT NULL,
    starts_at BIGINT NOT NULL,
    expiry_to BIGINT NOT NULL,
    amount TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    txn BIGINT NOT NULL,
    PRIMARY KEY (account, order_no, expiry_from),
    FOREIGN KEY (account, order_no) REFERENCES license_order (account, number)
);

-- Of a key only the SHA-256 is kept. account is null for a key that is for all.
CREATE TABLE api_key (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    scopes TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C",
    hash TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

-- The public keys of license documents; a private one is never in the database. No row ever goes: documents may need it.
CREATE TABLE license_public_key (
    kid TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    x TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE run_out_alert (
    account TEXT COLLATE "C" NOT NULL REFERENCES account,
    meter TEXT COLLATE "C" NOT NULL,
    days BIGINT NOT NULL,
    fired_at BIGINT,
    told_end BIGINT,
    PRIMARY KEY (account, meter)
);
