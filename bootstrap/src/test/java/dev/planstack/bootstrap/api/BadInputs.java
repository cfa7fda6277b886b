package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests that are to be refused, with how. Bodies are written with single quotes. */
final class BadInputs {

    static final String NOW = "2026-01-10T12:00:00Z";
    static final String METER = "{'name': 'M', 'unit': 'GB', 'scale': 2, 'prices': {'USD': [{'unitPrice': '0.04'}]}}";
    static final String OFFERING = "{'name': 'O', 'unit': 'GB', 'quota': '10', 'validity': 'P1M',"
            + " 'meters': {'m': '1'}, 'prices': {'USD': '1.00'}}";
    static final String LICENSE =
            "{'name': 'L', 'sdks': [{'sdk': 'player', 'edition': 'pro'}]," + " 'prices': {'P1M': {'USD': '9.00'}}}";
    static final String ACCOUNT = "{'name': 'A', 'currency': 'USD'}";
    static final String TOP_UP = "{'amount': '5.00'}";
    static final String PURCHASE = "{'offering': 'o'}";
    static final String CLOCK = "{'now': '2026-01-10T12:30:00Z'}";
    static final String RECORD =
            "{'id': 'r', 'account': 'a', 'meter': 'm', 'quantity': '1', 'occurredAt': '2026-01-10T12:00:00Z'}";
    static final Map<String, String> GOOD = Map.of(
            "PUT /v1/meters/m2", METER,
            "PUT /v1/plan-offerings/o2", OFFERING,
            "PUT /v1/license-offerings/l2", LICENSE,
            "PUT /v1/accounts/a2", ACCOUNT,
            "POST /v1/accounts/a/top-ups", TOP_UP,
            "POST /v1/accounts/a/plans", PURCHASE,
            "POST /v1/accounts/a/plans/plan-000000001/freeze", "{}",
            "POST /v1/accounts/a/plans/plan-000000001/renewals", "{'term': 'P1M'}",
            "POST /v1/usage", RECORD,
            "PUT /v1/clock", CLOCK);

    private BadInputs() {}

    /** A bad request, with the status, problem and pointers of its refusal. */
    record Bad(String why, String request, String body, int status, String problem, List<String> pointers) {
        @Override
        public String toString() {
            return request + ": " + why;
        }
    }

    static Stream<Bad> on_every_route() {
        return GOOD.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> {
                    String request = entry.getKey();
                    String good = entry.getValue();
                    boolean empty = good.equals("{}");
                    String first = empty
                            ? ""
                            : good.substring(1, good.indexOf(':') + 1).strip();
                    List<Bad> bad = new ArrayList<>(List.of(
                            malformed("truncated", request, good.substring(0, good.length() - 1)),
                            malformed("trailing text", request, good + " x"),
                            malformed("a second value", request, good + good),
                            malformed("a comment", request, good.replace("}", "/* */}")),
                            malformed("a trailing comma", request, good.replaceFirst("}$", ",}")),
                            malformed("not a number", request, "{'x': NaN}"),
                            malformed("nested too deeply", request, "[".repeat(1_000) + "]".repeat(1_000)),
                            new Bad(
                                    "unknown field",
                                    request,
                                    good.replaceFirst("^\\{", empty ? "{'colour': 1" : "{'colour': 1, "),
                                    422,
                                    "invalid-request",
                                    List.of("/colour")),
                            new Bad(
                                    "text instead of an object",
                                    request,
                                    "'text'",
                                    422,
                                    "invalid-request",
                                    List.of("")),
                            new Bad("a number instead of an object", request, "1", 422, "invalid-request", List.of("")),
                            new Bad(
                                    "null instead of an object",
                                    request,
                                    "null",
                                    422,
                                    "invalid-request",
                                    List.of(""))));
                    if (!empty) {
                        bad.add(malformed("a key twice", request, good.replaceFirst("^\\{", "{" + first + " 1, ")));
                        String key = first.substring(1, first.length() - 2);
                        bad.add(new Bad(
                                "wrong type",
                                request,
                                "{'" + key + "': {'x': [1]}" + rest(good),
                                422,
                                "invalid-request",
                                List.of("/" + key)));
                        bad.add(new Bad(
                                "null",
                                request,
                                "{'" + key + "': null" + rest(good),
                                422,
                                "invalid-request",
                                List.of("/" + key)));
                    }
                    return bad.stream();
                })
                // a renewal may leave its term out
                .filter(bad ->
                        !(bad.request().endsWith("/renewals") && bad.why().equals("null")));
    }

    /** The fields of an object behind its first, whose value is a text. */
    private static String rest(String good) {
        int comma = good.indexOf(',');
        return comma < 0 ? "}" : good.substring(comma);
    }

    private static Bad malformed(String why, String request, String body) {
        return new Bad(why, request, body, 400, "malformed-json", List.of());
    }

    static Stream<Bad> of_one_route() {
        return Stream.of(
                row("PUT /v1/meters/m2", METER, "'scale': 2", "'scale': 10", "/scale"),
                row("PUT /v1/meters/m2", METER, "'scale': 2", "'scale': 1.5", "/scale"),
                row("PUT /v1/meters/m2", METER, "'scale': 2", "'scale': -1", "/scale"),
                row("PUT /v1/meters/m2", METER, "'scale': 2", "'scale': true", "/scale"),
                row("PUT /v1/meters/m2", METER, "'scale': 2, ", "", "/scale"),
                row("PUT /v1/meters/m2", METER, "'0.04'", "'-0.04'", "/prices/USD/0/unitPrice"),
                row("PUT /v1/meters/m2", METER, "'0.04'", "4e-2", "/prices/USD/0/unitPrice"),
                row("PUT /v1/meters/m2", METER, "'0.04'", "'1234567890123456'", "/prices/USD/0/unitPrice"),
                row("PUT /v1/meters/m2", METER, "'USD'", "'usd'", "/prices/usd"),
                row("PUT /v1/meters/m2", METER, "'USD'", "'QQQ'", "/prices/QQQ"),
                row("PUT /v1/meters/m2", METER, "[{'unitPrice': '0.04'}]", "[]", "/prices/USD"),
                row("PUT /v1/meters/m2", METER, "[{", "[{'upTo': '5', ", "/prices/USD"),
                row("PUT /v1/meters/m2", METER, "'M'", "''", "/name"),
                row("PUT /v1/meters/m2", METER, "'M'", "'" + "n".repeat(129) + "'", "/name"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'10'", "0", "/quota"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'10'", "1E1", "/quota"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'10'", "'010'", "/quota"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'P1M'", "'1 month'", "/validity"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'P1M'", "'PT0S'", "/validity"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'m': '1'", "'nowhere': '1'", "/meters/nowhere"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'m': '1'", "'m': '1/0'", "/meters/m"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "'1.00'", "'1.001'", "/prices/USD"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "{'name'", "{'renewable': 'yes', 'name'", "/renewable"),
                row("PUT /v1/plan-offerings/o2", OFFERING, "{'name'", "{'period': 'week', 'name'", "/period"),
                row("PUT /v1/license-offerings/l2", LICENSE, "'P1M'", "'X'", "/prices/X"),
                row("PUT /v1/license-offerings/l2", LICENSE, "{'sdk': 'player', 'edition': 'pro'}", "", "/sdks"),
                row("PUT /v1/license-offerings/l2", LICENSE, "'player'", "7", "/sdks/0/sdk"),
                row("PUT /v1/accounts/a2", ACCOUNT, "'USD'", "'US'", "/currency"),
                row("PUT /v1/accounts/a2", ACCOUNT, "{'name'", "{'creditLimit': '-1', 'name'", "/creditLimit"),
                row("PUT /v1/accounts/a2", ACCOUNT, "{'name'", "{'creditLimit': '1.001', 'name'", "/creditLimit"),
                row("PUT /v1/accounts/a2", ACCOUNT, "{'name'", "{'hardStop': ['nowhere'], 'name'", "/hardStop"),
                row("PUT /v1/accounts/a2", ACCOUNT, "{'name'", "{'releaseAfter': 'P101Y', 'name'", "/releaseAfter"),
                row(
                        "PUT /v1/accounts/a2",
                        ACCOUNT,
                        "{'name'",
                        "{'protection': {'amount': 'x'}, 'name'",
                        "/protection/amount"),
                row("POST /v1/accounts/a/top-ups", TOP_UP, "'5.00'", "'5.001'", "/amount"),
                row("POST /v1/accounts/a/top-ups", TOP_UP, "'5.00'", "5e2", "/amount"),
                row("POST /v1/accounts/a/top-ups", TOP_UP, "'5.00'", "'0'", "/amount"),
                row("POST /v1/accounts/a/top-ups", TOP_UP, "'5.00'", "-5", "/amount"),
                row("POST /v1/accounts/a/top-ups", TOP_UP, "'5.00'", "'1000000000000000'", "/amount"),
                row("POST /v1/accounts/a/plans", PURCHASE, "'o'", "'nowhere'", "/offering"),
                row("POST /v1/accounts/a/plans", PURCHASE, "'o'", "'gone'", "/offering"),
                row(
                        "POST /v1/accounts/a/plans",
                        PURCHASE,
                        "'o'",
                        "'o', 'effectiveAt': '2026-01-10T11:59:59Z'",
                        "/effectiveAt"),
                row("POST /v1/accounts/a/plans", PURCHASE, "'o'", "'o', 'effectiveAt': 'soon'", "/effectiveAt"),
                row("PUT /v1/clock", CLOCK, "2026-01-10T12:30:00Z", "2026-02-30T12:30:00Z", "/now"),
                row("PUT /v1/clock", CLOCK, "2026-01-10T12:30:00Z", "2026-01-10 12:30", "/now"),
                row("POST /v1/usage", RECORD, "'1'", "1e0", "/quantity"),
                row("POST /v1/usage", RECORD, "'1'", "'1.001'", "/quantity"),
                row("POST /v1/usage", RECORD, "'1'", "'1234567890123456'", "/quantity"),
                row("POST /v1/usage", RECORD, "'1'", "0", "/quantity"),
                row("POST /v1/usage", RECORD, "'1'", "-1", "/quantity"),
                row("POST /v1/usage", RECORD, "'1'", "true", "/quantity"),
                row("POST /v1/usage", RECORD, "'a'", "'nobody'", "/account"),
                row("POST /v1/usage", RECORD, "'m'", "'nowhere'", "/meter"),
                row("POST /v1/usage", RECORD, "'r'", "''", "/id"),
                row("POST /v1/usage", RECORD, "'r'", "'a\\u0000b'", "/id"),
                row("POST /v1/usage", RECORD, "'r'", "'" + "r".repeat(129) + "'", "/id"),
                row("POST /v1/usage", RECORD, "12:00:00Z", "12:00:00", "/occurredAt"),
                new Bad(
                        "6 minutes ahead",
                        "POST /v1/usage",
                        RECORD.replace("12:00:00Z", "12:05:01Z"),
                        422,
                        "usage-out-of-range",
                        List.of("/occurredAt")),
                new Bad(
                        "more than 35 days ago",
                        "POST /v1/usage",
                        RECORD.replace("2026-01-10", "2025-12-06").replace("12:00:00Z", "11:59:59Z"),
                        422,
                        "usage-out-of-range",
                        List.of("/occurredAt")),
                new Bad("empty batch", "POST /v1/usage", "[]", 422, "invalid-request", List.of("")),
                new Bad(
                        "other content",
                        "POST /v1/usage",
                        RECORD.replace("'r'", "'taken'").replace("'1'", "'2'"),
                        409,
                        "usage-conflict",
                        List.of("/id")),
                new Bad(
                        "U1 in one batch",
                        "POST /v1/usage",
                        "[" + RECORD + ", " + RECORD.replace("'1'", "'2'") + "]",
                        409,
                        "usage-conflict",
                        List.of("/1/id")),
                new Bad(
                        "another currency",
                        "POST /v1/accounts/a/plans",
                        "{'offering': 'euro'}",
                        422,
                        "currency-mismatch",
                        List.of("/offering")),
                new Bad(
                        "another currency",
                        "PUT /v1/accounts/a",
                        ACCOUNT.replace("USD", "EUR"),
                        422,
                        "currency-mismatch",
                        List.of("/currency")),
                new Bad(
                        "a unit that is in use",
                        "PUT /v1/meters/m",
                        METER.replace("GB", "TB"),
                        409,
                        "in-use",
                        List.of("/unit")),
                new Bad(
                        "a scale that is in use",
                        "PUT /v1/meters/m",
                        METER.replace("'scale': 2", "'scale': 3"),
                        409,
                        "in-use",
                        List.of("/scale")),
                new Bad(
                        "backwards",
                        "PUT /v1/clock",
                        CLOCK.replace("12:30", "11:30"),
                        409,
                        "clock-backwards",
                        List.of("/now")),
                new Bad("unknown account", "POST /v1/accounts/nobody/top-ups", TOP_UP, 404, "not-found", List.of()),
                new Bad("unknown account", "POST /v1/accounts/nobody/plans", PURCHASE, 404, "not-found", List.of()),
                new Bad("unknown plan", "POST /v1/accounts/a/plans/plan-9/freeze", "{}", 404, "not-found", List.of()),
                new Bad("unknown path", "POST /v1/nothing", "{}", 404, "not-found", List.of()),
                new Bad("wrong method", "DELETE /v1/accounts/a", "{}", 405, "method-not-allowed", List.of()),
                new Bad("wrong method", "POST /v1/meters", METER, 405, "method-not-allowed", List.of()),
                new Bad("wrong method", "PUT /v1/usage", RECORD, 405, "method-not-allowed", List.of()));
    }

    private static Bad row(String request, String good, String part, String by, String pointer) {
        assertThat(good).contains(part);
        return new Bad(
                by.length() > 60 ? "a long one at " + pointer : part + " → " + by,
                request,
                good.replace(part, by),
                422,
                "invalid-request",
                List.of(pointer));
    }

    static Stream<String> good_requests() {
        return GOOD.keySet().stream().sorted(Comparator.naturalOrder());
    }
}
