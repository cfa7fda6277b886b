/**
 * The command {@code verify}: the invariants of the rules, read off an export by code that shares nothing with the engine. It is
 * simple and slow on purpose, and holds no more than one account at a time in memory.
 */
package dev.planstack.bootstrap.verify;
