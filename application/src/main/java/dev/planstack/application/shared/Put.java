package dev.planstack.application.shared;

/**
 * What was put in a place.
 *
 * @param value what is there now
 * @param created whether there was nothing before
 * @param <T> its type
 */
public record Put<T>(T value, boolean created) {}
