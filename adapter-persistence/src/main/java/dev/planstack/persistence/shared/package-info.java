/**
 * What all features store with: connections, sessions (one writer, snapshots for readers), migrations, how values become
 * columns. Public here is only what the feature packages and {@link dev.planstack.persistence.Storage} need.
 */
package dev.planstack.persistence.shared;
