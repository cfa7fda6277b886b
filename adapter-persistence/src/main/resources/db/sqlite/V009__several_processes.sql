-- What processes that share a database tell one another. It matters to running ones alone and is no part of an export.

-- how often the catalog was changed
ALTER TABLE service_state ADD COLUMN catalog INTEGER NOT NULL DEFAULT 0;

-- which process delivers to an endpoint, and until when
ALTER TABLE webhook ADD COLUMN lease_process TEXT;
ALTER TABLE webhook ADD COLUMN lease_until INTEGER;
