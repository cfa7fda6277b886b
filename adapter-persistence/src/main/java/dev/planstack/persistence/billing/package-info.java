/** The books of accounts and their usage as rows; {@code BillingStorage} is the one door. */
package dev.planstack.persistence.billing;
