package dev.planstack.bootstrap.importlog;

/**
 * One line of a file.
 *
 * @param number counted from 1
 * @param text without the line's end; what is not UTF-8 is replaced
 * @param hash the {@link ContentHash} of the line's bytes without its end
 * @param tooLong whether the line has more bytes than {@link LineReader#MAX_LINE_BYTES}: the text is only its beginning
 */
record LogLine(long number, String text, String hash, boolean tooLong) {}
