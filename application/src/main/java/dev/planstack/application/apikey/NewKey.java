package dev.planstack.application.apikey;

/**
 * A key that was just made.
 *
 * @param key what is kept of it
 * @param text the key itself, to be shown this once
 */
public record NewKey(ApiKey key, KeyText text) {}
