package dev.planstack.application.shared;

/**
 * Something with the number of the last commit that it reflects.
 *
 * @param commit the number
 * @param value what was read or done
 * @param <T> its type
 */
public record Committed<T>(long commit, T value) {}
