package dev.planstack.domain.billing;

/**
 * An entry of an account's chain.
 *
 * @param value what was entered
 * @param link its place
 * @param <T> its type
 */
public record Chained<T>(T value, Link link) {}
