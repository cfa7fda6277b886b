/** The application's ports over SQLite, behind one door: {@link dev.planstack.persistence.SqliteStorage}. */
package dev.planstack.persistence;
