/** The application's ports over SQLite, behind one door: {@link dev.planstack.persistence.Storage}. */
package dev.planstack.persistence;
