package dev.planstack.web;

import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.MediaTypes;
import dev.planstack.web.shared.Problem;
import dev.planstack.web.shared.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the server itself refuses, before or after any route, as problems too. */
final class ServerProblems extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProblems.class);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = problem(response.getStatus());
        if (problem.equals(Problem.INTERNAL)) {
            LOG.error("a request failed", (Throwable) request.getAttribute(ERROR_EXCEPTION));
        }
        response.setStatus(problem.status());
        put(problem, response.getHeaders());
        response.write(true, body(problem), callback);
        return true;
    }

    private static void put(Problem problem, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, MediaTypes.PROBLEM);
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        problem.headers().forEach(fields::put);
    }

    private static ByteBuffer body(Problem problem) {
        return ByteBuffer.wrap(problem.text().getBytes(StandardCharsets.UTF_8));
    }

    static Problem problem(int status) {
        return switch (status) {
            case HttpStatus.NOT_FOUND_404 -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
                Problem.of(ProblemType.TOO_LARGE, status, "The body is larger than the service takes.");
            case HttpStatus.URI_TOO_LONG_414 ->
                Problem.of(ProblemType.TOO_LARGE, status, "The URL is longer than the service takes.");
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                Problem.of(ProblemType.TOO_LARGE, status, "The headers are larger than the service takes.");
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                Problem.of(ProblemType.OVERLOADED, "The service is starting or stopping.");
            default -> other(status);
        };
    }

    private static Problem other(int status) {
        if (status == HttpStatus.INTERNAL_SERVER_ERROR_500) {
            return Problem.INTERNAL;
        }
        return Problem.plain(status, HttpStatus.getMessage(status), "The request is not HTTP that is understood here.");
    }

    /** What is left to say after an error of the virtual machine. */
    static void write(HttpServletResponse response) {
        Answer answer = Problem.INTERNAL.answer();
        try {
            response.reset();
            response.setStatus(answer.status());
            response.setContentType(MediaTypes.PROBLEM);
            response.getOutputStream().write(Problem.INTERNAL.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IllegalStateException e) {
            // the client is gone, or has a part of an answer already: the connection ends here either way
            response.setStatus(answer.status());
        }
    }
}
