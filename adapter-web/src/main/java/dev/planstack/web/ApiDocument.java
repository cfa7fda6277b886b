package dev.planstack.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.MediaTypes;
import dev.planstack.web.shared.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The API document, which is written in YAML and served as JSON. */
final class ApiDocument {

    private final Answer answer = Answer.text(200, MediaTypes.JSON, json());

    /** The document. */
    Answer answer() {
        return answer;
    }

    static String json() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(Resources.bytes("/openapi/openapi.yaml"))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
