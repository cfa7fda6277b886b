package dev.planstack.bootstrap.importlicenses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.importing.Answer;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.Reading;
import dev.planstack.bootstrap.importing.RetryingHttp;
import dev.planstack.domain.license.ForeignOrder;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.shared.Instants;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The calls of the Planstack API that an import of license orders needs. */
final class LicenseApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RetryingHttp http;
    private final boolean dryRun;

    LicenseApi(RetryingHttp http, boolean dryRun) {
        this.http = http;
        this.dryRun = dryRun;
    }

    /** Goes on only if a Planstack that has license orders answers. */
    void check() {
        Answer answer = http.get("/v1/license-orders?limit=1", TIMEOUT);
        if (!answer.isSuccess() || !answer.json().path("data").isArray()) {
            throw notPlanstack();
        }
    }

    /** Asks for the order; in a dry run only, whether it would be taken over. */
    Reading<Fate> takeOver(KeyedOrder wanted) {
        String path = "/v1/accounts/" + wanted.order().account() + "/license-orders/imports";
        String body = wanted.order().body().toString();
        Answer answer = dryRun
                ? http.post(path + "?dryRun=true", body, TIMEOUT)
                : http.post(path, body, TIMEOUT, wanted.idempotencyKey());
        if (answer.isSuccess()) {
            return new Reading.Read<>(answer.replayed() ? Fate.ALREADY_THERE : Fate.TAKEN_OVER);
        }
        if (answer.status() >= 500) {
            throw new ImportStoppedException(http.base() + " fails: " + answer.problem());
        }
        return wanted.order()
                .order()
                .instanceId()
                .filter(id -> answer.status() == 409
                        && answer.json().path("type").asText().endsWith("/in-use"))
                .map(id -> compared(wanted.order(), id, answer))
                .orElseGet(() -> new Reading.Unreadable<>(answer.problemByField()));
    }

    /** The account has an order with that instance ID: no harm, if it is the same one. */
    private Reading<Fate> compared(TakeOver wanted, InstanceId id, Answer refusal) {
        Answer found = http.get(
                "/v1/license-orders?account=" + wanted.account() + "&instanceId="
                        + URLEncoder.encode(id.value(), UTF_8).replace("+", "%20"),
                TIMEOUT);
        JsonNode there = found.json().path("data").path(0);
        if (!found.isSuccess() || there.isMissingNode()) {
            throw notPlanstack();
        }
        String differences = differences(wanted.order(), there);
        return differences.isEmpty()
                ? new Reading.Read<>(Fate.ALREADY_THERE)
                : new Reading.Unreadable<>(refusal.problemByField() + ", with " + differences);
    }

    private String differences(ForeignOrder wanted, JsonNode there) {
        StringJoiner differences = new StringJoiner(" and ");
        if (!wanted.startsAt().equals(instant(there.path("startsAt")))) {
            differences.add("startsAt " + there.path("startsAt").asText());
        }
        JsonNode expiresAt = firstExpiry(there);
        if (!wanted.expiresAt().equals(instant(expiresAt))) {
            differences.add("expiresAt " + expiresAt.asText());
        }
        if (!Set.copyOf(wanted.sdks()).equals(sdks(there))) {
            differences.add("other sdks");
        }
        return differences.toString();
    }

    /** When it expired as it was taken over: since then it may have been renewed. */
    private static JsonNode firstExpiry(JsonNode there) {
        return Optional.of(there.path("renewals").path(0).path("from"))
                .filter(JsonNode::isTextual)
                .orElseGet(() -> there.path("expiresAt"));
    }

    private static Set<LicensedSdk> sdks(JsonNode there) {
        Set<LicensedSdk> sdks = new HashSet<>();
        there.path("sdks")
                .forEach(sdk -> sdks.add(new LicensedSdk(
                        sdk.path("sdk").asText(), sdk.path("edition").asText())));
        return sdks;
    }

    private Instant instant(JsonNode text) {
        return Instants.parse(text.asText()).fold(instant -> instant, fault -> {
            throw notPlanstack();
        });
    }

    private ImportStoppedException notPlanstack() {
        return new ImportStoppedException(
                http.base() + " does not answer like a Planstack that knows license orders. Check --to.");
    }
}
