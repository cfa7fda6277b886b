package dev.planstack.bootstrap.importlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.planstack.bootstrap.importing.Answer;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.RetryingHttp;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The calls of the Planstack API that an import needs. */
final class PlanstackApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Setting the clock forward does all work due on the way before it answers. */
    private static final Duration CLOCK_TIMEOUT = Duration.ofMinutes(5);

    private final RetryingHttp http;

    PlanstackApi(RetryingHttp http) {
        this.http = http;
    }

    /** Answers the unit of a meter; stops where there is no such meter. */
    String unitOf(String meter) {
        Answer answer = http.get("/v1/meters/" + meter, TIMEOUT);
        if (answer.status() == 404) {
            throw new ImportStoppedException("There is no meter " + meter + " at " + http.base()
                    + ". Create it first (PUT /v1/meters/" + meter + "), with the unit byte.");
        }
        JsonNode unit = success(answer).path("unit");
        if (!unit.isTextual()) {
            throw notPlanstack();
        }
        return unit.textValue();
    }

    /** Answers what time it is in the sandbox; stops where the service is not a sandbox. */
    Instant sandboxTime() {
        return timeIn(http.get("/v1/clock", CLOCK_TIMEOUT));
    }

    /** Sets the sandbox's clock forward and answers what time it is then: later, where others have set it further. */
    Instant advanceSandboxTo(Instant instant) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("now", instant.toString())
                .toString();
        Answer answer = http.put("/v1/clock", body, CLOCK_TIMEOUT);
        return answer.status() == 409 ? sandboxTime() : timeIn(answer);
    }

    /** Sends records; the answer is a success, or a refusal of all of them. */
    Answer send(String meter, List<UsageRecord> records) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        for (UsageRecord usage : records) {
            body.addObject()
                    .put("id", usage.id())
                    .put("account", usage.account())
                    .put("meter", meter)
                    .put("quantity", Long.toString(usage.bytes()))
                    .put("occurredAt", usage.occurredAt().toString());
        }
        Answer answer = http.post("/v1/usage?results=none", body.toString(), TIMEOUT);
        JsonNode json = answer.json();
        if (answer.isSuccess()
                && !(json.path("accepted").isInt() && json.path("duplicates").isInt())) {
            throw notPlanstack();
        }
        return answer;
    }

    private Instant timeIn(Answer answer) {
        if (answer.status() == 404) {
            throw new ImportStoppedException("--advance-clock needs a sandbox (serve --sandbox), which " + http.base()
                    + " is not. Without --advance-clock only usage of the last 35 days is taken.");
        }
        try {
            return Instant.parse(success(answer).path("now").asText());
        } catch (DateTimeParseException e) {
            throw notPlanstack();
        }
    }

    private JsonNode success(Answer answer) {
        if (!answer.isSuccess()) {
            throw new ImportStoppedException(http.base() + " refuses: " + answer.problem());
        }
        return answer.json();
    }

    private ImportStoppedException notPlanstack() {
        return new ImportStoppedException(http.base() + " does not answer like a Planstack. Check --to.");
    }
}
