-- The chain of an account's entries: usage accepted, usage voided, transactions posted. Rows written before are chained by the
-- step that follows this one; where it has run, no hash is empty but those of voids that did not happen.

ALTER TABLE account ADD COLUMN chain_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN chain_hash BLOB NOT NULL DEFAULT x'';

-- Of accounts from before it is only known that their settings have not changed since now.
ALTER TABLE account ADD COLUMN configured_at INTEGER NOT NULL DEFAULT 0;
UPDATE account SET configured_at = (SELECT now FROM service_state);

ALTER TABLE usage ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
ALTER TABLE usage ADD COLUMN void_place INTEGER;
ALTER TABLE usage ADD COLUMN void_hash BLOB;

ALTER TABLE txn ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE txn ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
