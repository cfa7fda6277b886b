package dev.planstack.web.shared;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Reads the body of a request within its bounds. */
final class Body {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DRAINED_BYTES = 32 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;

    private Body() {}

    /** The bytes of the body, at most {@code max}. */
    static byte[] bytes(Context ctx, int max) {
        try {
            boolean announced = ctx.req().getContentLengthLong() > max;
            if (announced && ctx.header("Expect") != null) {
                throw tooLarge(max);
            }
            InputStream in = ctx.req().getInputStream();
            byte[] bytes = announced ? new byte[0] : in.readNBytes(max);
            if (announced || (bytes.length == max && in.read() >= 0)) {
                drain(in);
                throw tooLarge(max);
            }
            return bytes;
        } catch (IOException e) {
            Problem problem = e.getCause() instanceof TimeoutException
                    ? Problem.plain(REQUEST_TIMEOUT, "Request Timeout", "The body came too slowly.")
                    : Problem.plain(BAD_REQUEST, "Bad Request", "The body broke off, or is not sent as HTTP has it.");
            throw problem.withHeader("Connection", "close").thrown();
        }
    }

    /** Reads some more: clients that are cut off while they send do not see the answer. */
    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = MAX_DRAINED_BYTES;
        int read = 0;
        while (read >= 0 && left > 0) {
            left -= read;
            read = in.read(buffer);
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
