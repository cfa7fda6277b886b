package dev.planstack.bootstrap.importing;

/**
 * One line of a file.
 *
 * @param number counted from 1
 * @param text without the line's end; what is not UTF-8 is replaced
 * @param hash the {@link ContentHash} of the line's bytes without its end
 * @param tooLong whether the line has more bytes than {@link LineReader#MAX_LINE_BYTES}: the text is only its beginning
 */
public record Line(long number, String text, String hash, boolean tooLong) {

    /** Whether it has bytes that are not UTF-8, or the character that has come to stand for such before. */
    public boolean isDamaged() {
        return text.indexOf('\ufffd') >= 0;
    }
}
