/** Accounts, what is listed of them, and idempotency keys as rows; {@code AccountStorage} is the one door. */
package dev.planstack.persistence.account;
