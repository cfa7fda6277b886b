package dev.planstack.bootstrap.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an export.
 *
 * @param number counted from 1
 * @param fields the JSON object
 */
record Line(long number, JsonNode fields) {

    String kind() {
        return fields.path("kind").asText();
    }

    JsonNode node(String name) {
        JsonNode value = fields.get(name);
        if (value == null) {
            throw unreadable(name, "is missing");
        }
        return value;
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node(name);
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw unreadable(name, "is no string");
        }
        return Optional.of(value.textValue());
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> unreadable(name, "is null"));
    }

    long number(String name) {
        JsonNode value = node(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw unreadable(name, "is no whole number");
        }
        return value.longValue();
    }

    boolean flag(String name) {
        return node(name).asBoolean();
    }

    BigDecimal decimal(String name) {
        return decimal(name, text(name));
    }

    Optional<BigDecimal> optionalDecimal(String name) {
        return optionalText(name).map(text -> decimal(name, text));
    }

    private BigDecimal decimal(String name, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw unreadable(name, "is no decimal: " + text);
        }
    }

    Instant instant(String name) {
        return instant(name, text(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> instant(name, text));
    }

    private Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw unreadable(name, "is no instant: " + text);
        }
    }

    UnreadableLineException unreadable(String name, String fault) {
        return new UnreadableLineException("line " + number + " (" + kind() + "): \"" + name + "\" " + fault);
    }
}
