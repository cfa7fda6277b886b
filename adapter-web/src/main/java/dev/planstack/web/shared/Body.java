package dev.planstack.web.shared;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Reads the body of a request within its bounds. */
final class Body {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DRAINED_BYTES = 32 << 20;
    private static final int BUFFER_BYTES = 8 << 10;
    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;

    private Body() {}

    /** The bytes of the body, at most {@code max}, which take room in {@code share}. */
    static byte[] bytes(Context ctx, int max, Bounds.Share share) {
        return reading(() -> {
            boolean announced = ctx.req().getContentLengthLong() > max;
            if (announced && ctx.header("Expect") != null) {
                throw tooLarge(max);
            }
            InputStream in = ctx.req().getInputStream();
            if (announced) {
                drain(in, share);
                throw tooLarge(max);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            int room = Bounds.SMALL_BODY;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checkTime(share);
                if (bytes.size() + read > max) {
                    drain(in, share);
                    throw tooLarge(max);
                }
                for (; bytes.size() + read > room; room += Bounds.STEP) {
                    grow(in, share);
                }
                bytes.write(buffer, 0, read);
            }
            return bytes.toByteArray();
        });
    }

    private static void grow(InputStream in, Bounds.Share share) throws IOException {
        try {
            share.grow();
        } catch (ProblemException e) {
            drain(in, share);
            throw e;
        }
    }

    /** Lets a body go by that nobody wants to read: clients that are cut off while they send do not see the answer. */
    static void pass(Context ctx, Bounds.Share share) {
        byte[] unused = reading(() -> {
            drain(ctx.req().getInputStream(), share);
            return new byte[0];
        });
    }

    /** Something that reads. */
    @FunctionalInterface
    private interface Reading {

        byte[] bytes() throws IOException;
    }

    private static byte[] reading(Reading reading) {
        try {
            return reading.bytes();
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException
                    ? tooSlow()
                    : Problem.plain(BAD_REQUEST, "Bad Request", "The body broke off, or is not sent as HTTP has it.")
                            .withHeader("Connection", "close")
                            .thrown();
        }
    }

    private static void checkTime(Bounds.Share share) {
        if (share.isLate()) {
            throw tooSlow();
        }
    }

    private static ProblemException tooSlow() {
        return Problem.plain(REQUEST_TIMEOUT, "Request Timeout", "The body came too slowly.")
                .withHeader("Connection", "close")
                .thrown();
    }

    private static void drain(InputStream in, Bounds.Share share) throws IOException {
        if (!share.enter()) {
            return;
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = MAX_DRAINED_BYTES;
        int read = 0;
        while (read >= 0 && left > 0) {
            checkTime(share);
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
