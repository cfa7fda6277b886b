/** How use cases run: one writer that commits what has gathered, consistent reads, time, idempotency, and the ports to storage. */
package dev.planstack.application.shared;
