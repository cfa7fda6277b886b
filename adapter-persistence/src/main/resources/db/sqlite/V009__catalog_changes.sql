-- How often the catalog was changed; where several processes share a database, the others learn of a change by it.
ALTER TABLE service_state ADD COLUMN catalog INTEGER NOT NULL DEFAULT 0;
