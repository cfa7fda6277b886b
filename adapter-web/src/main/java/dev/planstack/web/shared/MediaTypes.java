package dev.planstack.web.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Media types, and what request headers say of them. */
public final class MediaTypes {

    /** JSON. */
    public static final String JSON = "application/json";

    /** A problem as JSON. */
    public static final String PROBLEM = "application/problem+json";

    /** A page. */
    public static final String HTML = "text/html; charset=utf-8";

    private static final Pattern NO_WEIGHT = Pattern.compile("q=0(\\.0{0,3})?");

    private MediaTypes() {}

    /** The media type that a Content-Type header names, in lower case; empty if its charset is another than UTF-8. */
    public static Optional<String> inUtf8(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        boolean otherCharset = Arrays.stream(parts)
                .skip(1)
                .map(p -> p.strip().replace("\"", ""))
                .anyMatch(p -> p.startsWith("charset=") && !p.equals("charset=utf-8"));
        return otherCharset ? Optional.empty() : Optional.of(parts[0].strip());
    }

    /** Whether an Accept header admits a media type; the most specific range that fits it decides. */
    public static boolean accepts(String accept, String contentType) {
        if (accept.isBlank()) {
            return true;
        }
        String type = contentType.split(";", -1)[0];
        String family = type.substring(0, type.indexOf('/')) + "/*";
        for (String wanted : new String[] {type, family, "*/*"}) {
            Optional<Boolean> admitted = Arrays.stream(
                            accept.toLowerCase(Locale.ROOT).split(",", -1))
                    .map(String::strip)
                    .filter(range -> range.split(";", -1)[0].strip().equals(wanted))
                    .map(MediaTypes::hasWeight)
                    .reduce(Boolean::logicalOr);
            if (admitted.isPresent()) {
                return admitted.get();
            }
        }
        return false;
    }

    private static boolean hasWeight(String range) {
        return Arrays.stream(range.split(";", -1))
                .skip(1)
                .noneMatch(p -> NO_WEIGHT.matcher(p.strip()).matches());
    }
}
