package dev.planstack.web.shared;

import java.util.Optional;

/**
 * Where something stands in a request (RFC 6901). Nearly all of them are never told, so the text is made when it is asked for.
 *
 * @param parent what it stands in; empty for the whole
 * @param name its name or, in an array, its number
 */
public record Pointer(Optional<Pointer> parent, Object name) {

    /** The whole. */
    public static final Pointer ROOT = new Pointer(Optional.empty(), "");

    /** What is in it by that name. */
    public Pointer step(String child) {
        return new Pointer(Optional.of(this), child);
    }

    /** What is in it at that place. */
    Pointer step(int child) {
        return new Pointer(Optional.of(this), child);
    }

    /** The pointer: {@code /3/quantity}. */
    public String text() {
        return parent.map(
                        p -> p.text() + "/" + name.toString().replace("~", "~0").replace("/", "~1"))
                .orElse("");
    }
}
