package dev.planstack.domain.shared;

/**
 * A field of a request that is at fault.
 *
 * @param pointer the field as a JSON pointer, for example {@code /3/quantity}
 * @param detail what is wrong with it and what would be right
 */
public record FieldFault(String pointer, String detail) {}
