package dev.planstack.web.shared;

import java.util.List;
import java.util.Map;

/** What a client sent, as it was written: numbers keep their text, so that nothing is rounded before it is judged. */
public sealed interface Json {

    /**
     * An object.
     *
     * @param fields its fields in the order sent; never two of one name
     */
    record Members(Map<String, Json> fields) implements Json {}

    /**
     * An array.
     *
     * @param items its items in order
     */
    record Items(List<Json> items) implements Json {}

    /**
     * A string.
     *
     * @param value its value
     */
    record Text(String value) implements Json {}

    /**
     * A number.
     *
     * @param text the number as it was written, maybe with an exponent
     */
    record Numeral(String text) implements Json {}

    /**
     * A truth value.
     *
     * @param value its value
     */
    record Flag(boolean value) implements Json {}

    /** Nothing. */
    record Null() implements Json {}
}
