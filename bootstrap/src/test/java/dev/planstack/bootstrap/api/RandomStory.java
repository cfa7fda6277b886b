package dev.planstack.bootstrap.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Random requests over some weeks, the same for the same seed: plans of all kinds, usage in any order, voids, freezes, payments, licenses. */
final class RandomStory {

    static final Instant START = Instant.parse("2026-01-29T21:17:00Z");
    static final List<String> ACCOUNTS = List.of("alpha", "beta", "gamma", "delta");
    private static final List<String> METERS = List.of("m", "n");
    private static final List<String> OFFERINGS = List.of("small", "delayed", "hourly", "daily", "monthly", "both");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OF_ACCOUNT =
            Pattern.compile("/v1/(?:accounts/([^/]+)|license-orders/([^/]+)\\.order-).*");

    /** A request at an instant. */
    record Step(Instant at, String method, String path, String body) {

        /** The body as it is sent. */
        String json() {
            return body.replace('\'', '"');
        }

        /** The same, but of usage each account's records by themselves. */
        Stream<Step> byAccount() {
            return path.equals("/v1/usage")
                    ? records().entrySet().stream()
                            .map(ofOne ->
                                    new Step(at, method, path, ofOne.getValue().toString()))
                    : Stream.of(this);
        }

        /** The account that it is about; empty if it is about the catalog. */
        Optional<String> account() {
            Matcher matcher = OF_ACCOUNT.matcher(path);
            if (matcher.matches()) {
                return Optional.of(Objects.requireNonNullElse(matcher.group(1), matcher.group(2)));
            }
            return path.equals("/v1/usage") ? Optional.of(records().firstKey()) : Optional.empty();
        }

        private SortedMap<String, ArrayNode> records() {
            SortedMap<String, ArrayNode> records = new TreeMap<>();
            try {
                for (JsonNode sent : JSON.readTree(json())) {
                    records.computeIfAbsent(sent.get("account").asText(), account -> JSON.createArrayNode())
                            .add(sent);
                }
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
            return records;
        }
    }

    private final SplittableRandom random;
    private final List<Step> steps = new ArrayList<>();
    private Instant now;
    private int records;

    private RandomStory(long seed, Instant start) {
        random = new SplittableRandom(seed);
        now = start;
    }

    static List<Step> of(long seed, int length) {
        return of(seed, length, START);
    }

    static List<Step> of(long seed, int length, Instant start) {
        RandomStory story = new RandomStory(seed, start);
        story.begin();
        for (int i = 0; i < length; i++) {
            story.next();
        }
        return story.steps;
    }

    private void begin() {
        for (String meter : METERS) {
            add("PUT", "/v1/meters/" + meter, meter("0.3"));
        }
        offering("small", "'quota': '3', 'validity': 'PT30H', 'meters': {'m': '1'}");
        offering("delayed", "'quota': '20', 'validity': 'P5D', 'meters': {'m': '5/22'}, 'activationDelay': 'P2D'");
        offering(
                "hourly",
                "'quota': '2', 'validity': 'P1M', 'meters': {'m': '1', 'n': '2'}, 'period': 'hour', 'renewable': true");
        offering("daily", "'quota': '7', 'validity': 'P20D', 'meters': {'n': '1'}, 'period': 'day'");
        offering(
                "monthly",
                "'quota': '50', 'validity': 'P3M', 'meters': {'m': '1'}, 'period': 'month', 'renewable': true");
        offering("both", "'quota': '40', 'validity': 'P1M', 'meters': {'m': '1', 'n': '3'}");
        add(
                "PUT",
                "/v1/license-offerings/suite",
                "{'name': 'L', 'sdks': [{'sdk': 's', 'edition': 'e'}], 'prices': {'P1D': {'USD': '0.70'}, 'P11D': {'USD':"
                        + " '2.20'}}}");
        account("alpha", "'creditLimit': '0.00'");
        account("beta", "'creditLimit': '1.00', 'lowBalanceAlert': '8.00'");
        account("gamma", "'protection': {'amount': '2.00', 'duration': 'P2D'}, 'releaseAfter': 'P4D'");
        account(
                "delta",
                "'protection': {'amount': null, 'duration': 'P3D'}, 'hardStop': ['m'], 'lowBalanceAlert': '3.00'");
        List<String> balances = List.of("90.00", "45.00", "9.00", "15.00");
        for (int i = 0; i < balances.size(); i++) {
            add("POST", "/v1/accounts/" + ACCOUNTS.get(i) + "/top-ups", "{'amount': '" + balances.get(i) + "'}");
        }
        alerts();
        licenses("alpha", "{'mode': 'auto', 'term': 'P1D'}");
        licenses("gamma", "{'mode': 'auto', 'term': 'P11D'}");
        licenses("delta", "{'mode': 'none'}");
    }

    private void licenses(String account, String autoRenewal) {
        add(
                "POST",
                "/v1/accounts/" + account + "/license-orders",
                "{'offering': 'suite', 'term': 'P11D', 'autoRenewal': " + autoRenewal + "}");
    }

    private void alerts() {
        for (String account : ACCOUNTS) {
            for (String meter : METERS) {
                add("PUT", "/v1/accounts/" + account + "/quota-alerts/" + meter, "{'percent': 30}");
            }
        }
        for (String account : ACCOUNTS.subList(0, 2)) {
            add("PUT", "/v1/accounts/" + account + "/run-out-alerts/m", "{'days': 2}");
        }
    }

    private static String meter(String price) {
        return "{'name': 'M', 'unit': 'GB', 'scale': 3, 'prices': {'USD': [{'upTo': '30', 'unitPrice': '" + price
                + "'}, {'unitPrice': '0.13'}]}}";
    }

    private void offering(String id, String fields) {
        add(
                "PUT",
                "/v1/plan-offerings/" + id,
                "{'name': 'O', 'unit': 'GB', 'prices': {'USD': '0.90'}, " + fields + "}");
    }

    private void account(String id, String fields) {
        add("PUT", "/v1/accounts/" + id, "{'name': 'A', 'currency': 'USD', " + fields + "}");
    }

    private void next() {
        int kind = random.nextInt(100);
        if (kind < 70) {
            now = now.plusSeconds(random.nextInt(4 * 3_600));
        } else if (kind < 80) {
            // on the stroke of an hour, when much is due
            now = now.plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.HOURS);
        }
        String account = "/v1/accounts/" + one(ACCOUNTS);
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> add("POST", account + "/plans", "{'offering': '" + one(OFFERINGS) + "'}");
            case 3 ->
                add(
                        "POST",
                        account + "/plans",
                        "{'offering': 'both', 'effectiveAt': '" + now.plusSeconds(random.nextInt(400_000)) + "'}");
            case 4 -> add("POST", plan(account) + "/freeze", "{}");
            case 5 -> add("POST", plan(account) + "/unfreeze", "{}");
            case 6 -> add("POST", plan(account) + "/renewals", "{}");
            case 7 -> add("POST", account + "/top-ups", "{'amount': '" + random.nextInt(1, 4) + ".50'}");
            case 8 -> add("DELETE", account + "/usage/r" + random.nextInt(records + 1), "");
            case 9 -> add("PUT", "/v1/meters/m", meter("0." + random.nextInt(1, 9)));
            case 10 -> add("POST", plan(account) + "/refund", "{}");
            case 11 -> licenses(one(ACCOUNTS), "{'mode': 'auto', 'term': '" + one(List.of("P1D", "P11D")) + "'}");
            case 12 -> add("PUT", order() + "/auto-renewal", "{'mode': '" + one(List.of("auto", "none")) + "'}");
            default -> usage();
        }
    }

    private void usage() {
        StringBuilder batch = new StringBuilder("[");
        int size = random.nextInt(1, 5);
        for (int i = 0; i < size; i++) {
            int ago = random.nextInt(10) == 0 ? random.nextInt(5 * 86_400) : random.nextInt(2 * 3_600) - 299;
            batch.append(i == 0 ? "" : ",")
                    .append(ApiClient.record(
                            one(ACCOUNTS),
                            "r" + records++,
                            one(METERS),
                            "" + random.nextInt(1, 9_000) / 1_000.0,
                            now.minusSeconds(ago).toString()));
        }
        add("POST", "/v1/usage", batch.append("]").toString());
    }

    private String plan(String account) {
        return account + "/plans/plan-00000000" + random.nextInt(1, 8);
    }

    private String order() {
        return "/v1/license-orders/" + one(ACCOUNTS) + ".order-00000000" + random.nextInt(1, 4);
    }

    private String one(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void add(String method, String path, String body) {
        steps.add(new Step(now, method, path, body));
    }
}
