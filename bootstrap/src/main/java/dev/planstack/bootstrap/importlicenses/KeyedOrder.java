package dev.planstack.bootstrap.importlicenses;

/**
 * An order with what makes asking for it safe to repeat.
 *
 * @param idempotencyKey the same whenever the same file is imported, and for no other order of the file
 */
record KeyedOrder(TakeOver order, String idempotencyKey) {}
