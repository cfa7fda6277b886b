/** Real PostgreSQL servers for tests of this and other modules; never shipped. */
package dev.planstack.persistence.postgres;
