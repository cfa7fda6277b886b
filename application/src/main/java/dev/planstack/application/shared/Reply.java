package dev.planstack.application.shared;

/**
 * The written answer to a request that may be repeated.
 *
 * @param text the answer as it was written the first time
 * @param replayed whether it was given before
 */
public record Reply(String text, boolean replayed) {}
