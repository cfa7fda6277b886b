package dev.planstack.web.shared;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** Reads the body of a request within its bounds. */
final class Body {

    static final int MAX_BYTES = 1 << 20;

    private static final int REQUEST_TIMEOUT = 408;

    private Body() {}

    /** The bytes of the body, at most {@code max}. */
    static byte[] bytes(Context ctx, int max) {
        if (ctx.req().getContentLengthLong() > max) {
            throw tooLarge(max);
        }
        try {
            InputStream in = ctx.req().getInputStream();
            byte[] bytes = in.readNBytes(max);
            if (bytes.length == max && in.read() >= 0) {
                throw tooLarge(max);
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.plain(REQUEST_TIMEOUT, "The body did not arrive", "The body came too slowly or not at all.")
                    .withHeader("Connection", "close")
                    .thrown();
        }
    }

    /** Refuses a body whose media type is not one of {@code accepted}. */
    static void check(Context ctx, Set<String> accepted) {
        String unused = mediaType(ctx, accepted);
    }

    /** The media type of the body, one of {@code accepted}. */
    static String mediaType(Context ctx, Set<String> accepted) {
        return Optional.ofNullable(ctx.header("Content-Type"))
                .flatMap(MediaTypes::inUtf8)
                .filter(accepted::contains)
                .orElseThrow(() -> ProblemType.UNSUPPORTED_MEDIA_TYPE.problem("The body must be "
                        + String.join(" or ", accepted.stream().sorted().toList())
                        + ", in UTF-8, and its Content-Type must say so."));
    }

    private static ProblemException tooLarge(int max) {
        return ProblemType.TOO_LARGE.problem("The body is larger than " + max + " bytes.");
    }
}
