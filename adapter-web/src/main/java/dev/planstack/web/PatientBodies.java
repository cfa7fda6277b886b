package dev.planstack.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * Gives a request a thread once its body has come, or enough of it. Clients that send a byte now and then hold none, however many
 * they are. What came is copied, for the server's own buffers are each much larger than a byte.
 */
final class PatientBodies extends Handler.Wrapper {

    private static final int ENOUGH_BYTES = 16 << 10;

    private final Executor executor;

    /** Has requests whose bodies were waited for handled by {@code threads}, or virtual ones where there are any. */
    PatientBodies(ThreadPool threads) {
        this.executor = Optional.ofNullable(VirtualThreads.getVirtualThreadsExecutor(threads))
                .orElse(threads);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean hasBody = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        // who asks before sending is to be answered first
        if (!hasBody || request.getHeaders().contains(HttpHeader.EXPECT)) {
            return super.handle(request, response, callback);
        }
        new Body(request, response, callback).read(false);
        return true;
    }

    /** A body that is waited for, and then is read from what came. */
    private final class Body extends Request.Wrapper {

        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream came = new ByteArrayOutputStream();
        private Optional<Content.Chunk> first = Optional.empty();

        Body(Request request, Response response, Callback callback) {
            super(request);
            this.response = response;
            this.callback = callback;
        }

        /** Reads what is there; {@code later} if the thread is one that must not be kept. */
        void read(boolean later) {
            boolean last = false;
            while (!last && came.size() < ENOUGH_BYTES) {
                Content.Chunk chunk = super.read();
                if (chunk == null) {
                    demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, () -> read(true)));
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    // whoever reads on meets it again
                    break;
                }
                byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
                came.write(bytes, 0, bytes.length);
                last = chunk.isLast();
                chunk.release();
            }
            first = Optional.of(Content.Chunk.from(ByteBuffer.wrap(came.toByteArray()), last));
            if (later) {
                executeHandling();
            } else {
                handle();
            }
        }

        private void executeHandling() {
            try {
                executor.execute(this::handle);
            } catch (RejectedExecutionException e) {
                Response.writeError(this, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            }
        }

        @Override
        public Content.Chunk read() {
            Optional<Content.Chunk> copied = first;
            first = Optional.empty();
            return copied.orElseGet(super::read);
        }

        private void handle() {
            try {
                if (!PatientBodies.super.handle(this, response, callback)) {
                    Response.writeError(this, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(this, response, callback, e);
            }
        }
    }
}
