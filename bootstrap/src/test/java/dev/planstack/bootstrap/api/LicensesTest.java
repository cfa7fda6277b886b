package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.serve.LicenseConfig;
import dev.planstack.domain.shared.Term;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications and license orders over HTTP: both ways of renewal, auto-renewal, coverage and checks (rules L1–L12). */
class LicensesTest {

    private static final String ORDERS = "/v1/accounts/acme/license-orders";
    private static final String SHOP = "/v1/accounts/acme/applications/shop";

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    @BeforeEach
    void start() {
        service = RunningService.sandbox(folder.resolve("licenses.db"), "2026-01-01T00:00:00Z");
        client = service.client();
        client.account("acme", "2000.00");
        offering(false);
        client.put(SHOP, "{'name': 'Shop', 'packageName': 'com.acme.shop', 'domain': 'Shop.acme.com.'}")
                .expect(201);
    }

    private void offering(boolean withdrawn) {
        client.put(
                        "/v1/license-offerings/suite",
                        "{'name': 'Suite', 'sdks': [{'sdk': 'player', 'edition': 'professional'},"
                                + " {'sdk': 'short-video', 'edition': 'standard'}], 'prices': {'P1M': {'USD': '99.00'},"
                                + " 'P1Y': {'USD': '999.00', 'EUR': '999.00'}}, 'withdrawn': " + withdrawn + "}")
                .expect(200, 201);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Answer buy(String term) {
        return client.post(ORDERS, "{'offering': 'suite', 'term': '" + term + "', 'application': 'shop'}")
                .expect(201);
    }

    private Answer renew(String id, String term, String from) {
        return client.post(order(id) + "/renewals", renewal(term, from));
    }

    private static String renewal(String term, String from) {
        return "{'term': '" + term + "', 'currentExpiresAt': '" + from + "'}";
    }

    private static String order(String id) {
        return "/v1/license-orders/" + id;
    }

    private String balance() {
        return client.get("/v1/accounts/acme").at("/balance");
    }

    private List<String> events(String type) {
        return client.get("/v1/accounts/acme/events?limit=1000&type=" + type).data().stream()
                .map(event -> event.get("at").asText())
                .toList();
    }

    @Test
    void l1_a_purchase_is_one_order_one_charge_and_its_events() {
        Answer bought = buy("P1M");
        assertThat(bought.at("/id")).isEqualTo("acme.order-000000001").isEqualTo(bought.at("/instanceId"));
        assertThat(bought.at("/autoRenewal/mode")).isEqualTo("manual");
        assertThat(client.get("/v1/accounts/acme/transactions?type=license").data())
                .singleElement()
                .satisfies(t -> assertThat(t.get("amount").asText() + " "
                                + t.get("reference").asText())
                        .isEqualTo("-99.00 acme.order-000000001"));
        assertThat(events("license.purchased")).containsExactly("2026-01-01T00:00:00Z");
        assertThat(events("license.bound")).containsExactly("2026-01-01T00:00:00Z");
        assertThat(client.get(order(bought.at("/id"))).json()).isEqualTo(bought.json());
    }

    @Test
    void l1_what_is_wrong_with_a_purchase_is_told_in_order() {
        for (String[] row : new String[][] {
            {"{'offering': 'suite', 'term': 'P2M', 'application': 'shop'}", "invalid-request", "/term"},
            {
                "{'offering': 'suite', 'term': 'P1M', 'autoRenewal': {'mode': 'auto', 'term': 'P2M'}}",
                "invalid-request",
                "/autoRenewal/term"
            },
            {
                "{'offering': 'suite', 'term': 'P1M', 'autoRenewal': {'mode': 'manual', 'term': 'P1M'}}",
                "invalid-request",
                "/autoRenewal/term"
            },
            {
                "{'offering': 'suite', 'term': 'P1M', 'autoRenewal': {'mode': 'daily'}}",
                "invalid-request",
                "/autoRenewal/mode"
            },
            {"{'offering': 'suite', 'term': 'P1M', 'application': 'other'}", "invalid-request", "/application"},
            {"{'offering': 'other', 'term': 'P1M'}", "invalid-request", "/offering"},
            {"{'offering': 'suite', 'term': 'P1M', 'instanceId': 'x'}", "invalid-request", "/instanceId"}
        }) {
            Answer refused = client.post(ORDERS, row[0]).expect(422);
            assertThat(refused.problem()).isEqualTo(row[1]);
            assertThat(refused.pointers()).as(row[0]).containsExactly(row[2]);
        }
        client.put("/v1/accounts/euro", "{'name': 'Euro', 'currency': 'EUR'}").expect(201);
        assertThat(client.post("/v1/accounts/euro/license-orders", "{'offering': 'suite', 'term': 'P1M'}")
                        .expect(422)
                        .problem())
                .isEqualTo("currency-mismatch");
        Answer poor = client.post("/v1/accounts/euro/license-orders", "{'offering': 'suite', 'term': 'P1Y'}")
                .expect(402);
        assertThat(poor.at("/resolution/href")).isEqualTo("/v1/accounts/euro/top-ups");
        offering(true);
        assertThat(client.post(ORDERS, "{'offering': 'suite', 'term': 'P1M'}")
                        .expect(422)
                        .pointers())
                .containsExactly("/offering");
        assertThat(client.get("/v1/license-orders").data()).isEmpty();
        assertThat(balance()).isEqualTo("2000.00");
    }

    @Test
    void l3_parts_of_the_order_in_a_renewal_are_refused_before_all_else() {
        String id = buy("P1M").at("/id");
        for (String field : List.of("sdks", "offering", "application", "instanceId", "expiresAt", "account")) {
            Answer refused = client.post(
                            order(id) + "/renewals", "{'term': 'P9M', '" + field + "': null, 'nonsense': 1}")
                    .expect(422);
            assertThat(refused.problem()).isEqualTo("configuration-not-modifiable");
            assertThat(refused.pointers()).containsExactly("/" + field);
        }
        assertThat(renew(id, "P9M", "2026-02-01T00:00:00Z").expect(422).pointers())
                .containsExactly("/term");
        assertThat(balance()).isEqualTo("1901.00");
    }

    @Test
    void t3_terms_add_up_from_the_anchor_and_count_from_now_once_it_has_expired() {
        client.clock("2026-01-31T12:00:00Z");
        Answer bought = buy("P1M");
        String id = bought.at("/id");
        assertThat(bought.at("/expiresAt")).isEqualTo("2026-02-28T12:00:00Z");
        assertThat(renew(id, "P1M", "2026-02-28T12:00:00Z").expect(201).at("/expiresAt"))
                .isEqualTo("2026-03-31T12:00:00Z");
        client.clock("2026-03-31T12:00:00Z");
        assertThat(client.get(order(id)).at("/status")).isEqualTo("expired");
        assertThat(renew(id, "P1M", "2026-03-31T12:00:00Z").expect(201).at("/expiresAt"))
                .isEqualTo("2026-04-30T12:00:00Z");
        client.clock("2026-05-10T00:00:00Z");
        assertThat(events("license.expired")).containsExactly("2026-03-31T12:00:00Z", "2026-04-30T12:00:00Z");
        Answer late = renew(id, "P1M", "2026-04-30T12:00:00Z").expect(201);
        assertThat(late.at("/expiresAt")).isEqualTo("2026-06-10T00:00:00Z");
        assertThat(late.at("/renewals/2/from")).isEqualTo("2026-04-30T12:00:00Z");
    }

    @Test
    void l4_within_the_grace_a_late_renewal_counts_from_the_old_expiry() {
        service.close();
        service = RunningService.sandbox(
                folder.resolve("licenses.db"), "2026-01-01T00:00:00Z", "UTC", config(Term.of("P3D"), 1_000, 100));
        client = service.client();
        String id = buy("P1M").at("/id");
        client.clock("2026-02-03T23:59:59Z");
        assertThat(client.get(order(id) + "/renewal-quote?term=P1M").at("/newExpiresAt"))
                .isEqualTo("2026-03-01T00:00:00Z");
        assertThat(renew(id, "P1M", "2026-02-01T00:00:00Z").expect(201).at("/expiresAt"))
                .isEqualTo("2026-03-01T00:00:00Z");
        assertThat(client.get(SHOP).json().at("/coverage/0/intervals")).hasSize(1);
        client.clock("2026-03-04T00:00:00Z");
        assertThat(renew(id, "P1M", "2026-03-01T00:00:00Z").expect(201).at("/expiresAt"))
                .isEqualTo("2026-04-04T00:00:00Z");
        assertThat(client.get(SHOP).json().at("/coverage/0/intervals")).hasSize(2);
    }

    @Test
    void l5_fifty_renewals_at_the_instant_of_an_automatic_one_charge_once() throws Exception {
        client.post("/v1/accounts/acme/top-ups", "{'amount': '100000.00'}").expect(201);
        String id = client.post(
                        ORDERS, "{'offering': 'suite', 'term': 'P1M', 'autoRenewal': {'mode': 'auto', 'term': 'P1M'}}")
                .expect(201)
                .at("/id");
        String before = balance();
        List<Answer> answers = AtOnce.each(
                50,
                i -> () -> i == 25
                        ? client.clock("2026-01-23T08:00:00Z")
                        : renew(id, "P1M", "2026-02-01T00:00:00Z").expect(201, 409));
        long renewed = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(renewed).isLessThanOrEqualTo(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409).map(Answer::problem))
                .allMatch("expiry-changed"::equals);
        client.clock("2026-01-24T00:00:00Z");
        assertThat(client.get(order(id)).json().get("renewals")).hasSize(1);
        assertThat(client.get(order(id)).at("/expiresAt")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(client.get("/v1/accounts/acme/transactions?type=renewal").data())
                .hasSize(1);
        assertThat(Double.parseDouble(before) - Double.parseDouble(balance())).isEqualTo(99.0);
    }

    @Test
    void l5_a_renewal_that_is_repeated_with_its_key_gives_the_first_answer_again() {
        String id = buy("P1M").at("/id");
        Answer first = client.post(order(id) + "/renewals", renewal("P1M", "2026-02-01T00:00:00Z"), "key")
                .expect(201);
        Answer again = client.post(order(id) + "/renewals", renewal("P1M", "2026-02-01T00:00:00Z"), "key")
                .expect(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(client.post(order(id) + "/renewals", renewal("P1Y", "2026-02-01T00:00:00Z"), "key")
                        .expect(422)
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(balance()).isEqualTo("1802.00");
    }

    @Test
    void l6_the_price_is_that_of_the_moment_and_the_offering_may_have_changed() {
        String id = buy("P1M").at("/id");
        client.put(
                        "/v1/license-offerings/suite",
                        "{'name': 'Suite', 'sdks': [{'sdk': 'beauty', 'edition': 'basic'}], 'prices': {'P1M': {'USD':"
                                + " '10.00'}}}")
                .expect(200);
        Answer quote = client.get(order(id) + "/renewal-quote").expect(200);
        assertThat(quote.at("/amount")).isEqualTo("10.00");
        assertThat(quote.json().at("/sdks/0/sdk").asText()).isEqualTo("player");
        Answer renewed = renew(id, "P1M", "2026-02-01T00:00:00Z").expect(201);
        assertThat(renewed.at("/renewals/0/amount")).isEqualTo("10.00");
        assertThat(renewed.at("/sdks/0/sdk")).isEqualTo("player");
        assertThat(client.get(order(id) + "/renewal-quote?term=P1Y").expect(422).pointers())
                .containsExactly("/term");
    }

    @Test
    void l7_every_refusal_names_the_way_that_works() {
        String withdrawn = buy("P1M").at("/id");
        String bare = "{'instanceId': %s, 'sdks': [{'sdk': 'player', 'edition': 'basic'}], 'startsAt':"
                + " '2025-02-01T00:00:00Z', 'expiresAt': '2026-02-01T00:00:00Z', 'offering': %s, 'application': 'shop'}";
        String imports = ORDERS + "/imports";
        String noInstance = client.post(imports, String.format(bare, "null", "'suite'"))
                .expect(201)
                .at("/id");
        String noOffering = client.post(imports, String.format(bare, "'old-7'", "null"))
                .expect(201)
                .at("/id");
        String whole = client.post(imports, String.format(bare, "'old-8'", "'suite'"))
                .expect(201)
                .at("/id");
        assertThat(client.post(imports, String.format(bare, "'old-8'", "null"))
                        .expect(409)
                        .problem())
                .isEqualTo("in-use");
        assertThat(renew(whole, "P1M", "2026-02-01T00:00:00Z").expect(201).at("/expiresAt"))
                .isEqualTo("2026-03-01T00:00:00Z");
        offering(true);
        for (String id : List.of(withdrawn, noInstance, noOffering)) {
            Answer quote = client.get(order(id) + "/renewal-quote?term=P1M").expect(200);
            assertThat(quote.at("/renewable")).isEqualTo("false");
            assertThat(quote.at("/reason")).isEqualTo("order-not-renewable");
            assertThat(quote.at("/resolution/href")).isEqualTo(ORDERS);
            for (Answer refused : List.of(
                    renew(id, "P1M", "2026-02-01T00:00:00Z"),
                    renew(id, "P5M", "2020-02-01T00:00:00Z"),
                    client.put(order(id) + "/auto-renewal", "{'mode': 'auto', 'term': 'P1M'}"))) {
                assertThat(refused.expect(409).problem()).isEqualTo("order-not-renewable");
                assertThat(refused.at("/resolution/href")).isEqualTo(ORDERS);
            }
            client.put(order(id) + "/auto-renewal", "{'mode': 'none'}").expect(200);
        }
    }

    @Test
    void imports_can_be_tried_without_recording_anything() {
        String body = "{'instanceId': 'old-1', 'sdks': [{'sdk': 'player', 'edition': 'basic'}], 'startsAt':"
                + " '2025-02-01T00:00:00Z', 'expiresAt': '2026-02-01T00:00:00Z', 'application': 'shop'}";
        long before = client.get("/v1/accounts/acme").commit();
        client.post(ORDERS + "/imports?dryRun=true", body).expect(204);
        assertThat(client.post(ORDERS + "/imports?dryRun=true", body.replace("'shop'", "'other'"))
                        .expect(422)
                        .pointers())
                .containsExactly("/application");
        assertThat(client.post(ORDERS + "/imports?dryRun=true", body.replace("2025-", "2027-"))
                        .expect(422)
                        .pointers())
                .containsExactly("/expiresAt");
        assertThat(client.get("/v1/accounts/acme").commit()).isEqualTo(before);
        client.post(ORDERS + "/imports", body).expect(201);
        assertThat(client.post(ORDERS + "/imports?dryRun=true", body)
                        .expect(409)
                        .problem())
                .isEqualTo("in-use");
    }

    @Test
    void l8_coverage_shows_a_gap_ahead_and_a_new_order_closes_it() {
        buy("P1M").expect(201);
        String ahead = "{'instanceId': 'old', 'sdks': [{'sdk': 'player', 'edition': 'basic'}], 'startsAt':"
                + " '2026-02-10T00:00:00Z', 'expiresAt': '2026-05-01T00:00:00Z', 'application': 'shop'}";
        client.post(ORDERS + "/imports", ahead).expect(201);
        JsonNode player = client.get(SHOP + "/coverage").json().at("/data/0");
        assertThat(player.get("coveredUntil").asText()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(player.at("/gaps/0/start").asText() + " "
                        + player.at("/gaps/0/end").asText())
                .isEqualTo("2026-02-01T00:00:00Z 2026-02-10T00:00:00Z");
        client.clock("2026-01-20T00:00:00Z");
        buy("P1M").expect(201);
        player = client.get(SHOP + "/coverage").json().at("/data/0");
        assertThat(player.get("coveredUntil").asText()).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(player.get("gaps")).isEmpty();
        assertThat(client.get(SHOP).json().get("coverage"))
                .isEqualTo(client.get(SHOP + "/coverage").json().get("data"));
    }

    @Test
    void l9_a_failed_attempt_tells_what_is_missing_when_the_next_one_is_and_when_the_order_expires() {
        client.account("poor", "100.00");
        String id = client.post(
                        "/v1/accounts/poor/license-orders",
                        "{'offering': 'suite', 'term': 'P1M', 'autoRenewal': {'mode': 'auto'}}")
                .expect(201)
                .at("/id");
        client.clock("2026-02-10T00:00:00Z");
        List<JsonNode> failed = client.get("/v1/accounts/poor/events?type=license.renewal-failed")
                .data();
        assertThat(failed).hasSize(9);
        JsonNode first = failed.get(0);
        assertThat(first.get("at").asText()).isEqualTo("2026-01-23T08:00:00Z");
        assertThat(first.at("/data/reason").asText()).isEqualTo("insufficient-balance");
        assertThat(first.at("/data/missing").asText()).isEqualTo("98.00");
        assertThat(first.at("/data/nextAttemptAt").asText()).isEqualTo("2026-01-24T08:00:00Z");
        assertThat(first.at("/data/expiresAt").asText()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(failed.get(8).at("/data").has("nextAttemptAt")).isFalse();
        assertThat(client.get(order(id)).at("/autoRenewal/nextAttemptAt")).isNull();
    }

    @Test
    void l10_reminders_and_those_of_an_order_that_is_not_to_be_renewed() {
        String id = buy("P1Y").at("/id");
        String other = buy("P1M").at("/id");
        client.put(order(other) + "/auto-renewal", "{'mode': 'none'}").expect(200);
        client.clock("2027-02-01T00:00:00Z");
        List<String> reminded = client.get("/v1/accounts/acme/events?type=license.expiring&limit=1000").data().stream()
                .map(e -> e.at("/data/order").asText().equals(id) + " "
                        + e.at("/data/days").asText())
                .toList();
        assertThat(reminded).containsExactly("false 1", "true 30", "true 15", "true 7", "true 3", "true 1");
    }

    @Test
    void l2_an_order_stays_with_the_application_it_is_bound_to() {
        client.put("/v1/accounts/acme/applications/blog", "{'name': 'Blog', 'bundleId': 'com.acme.blog'}")
                .expect(201);
        String id = client.post(ORDERS, "{'offering': 'suite', 'term': 'P1M'}")
                .expect(201)
                .at("/id");
        assertThat(client.put(order(id) + "/application", "{'application': 'none'}")
                        .expect(422)
                        .pointers())
                .containsExactly("/application");
        assertThat(client.put(order(id) + "/application", "{'application': 'shop'}")
                        .expect(200)
                        .at("/application"))
                .isEqualTo("shop");
        long commit = client.get("/v1/accounts/acme").commit();
        client.put(order(id) + "/application", "{'application': 'shop'}").expect(200);
        assertThat(client.get("/v1/accounts/acme").commit()).isEqualTo(commit);
        assertThat(client.put(order(id) + "/application", "{'application': 'blog'}")
                        .expect(409)
                        .problem())
                .isEqualTo("already-bound");
        assertThat(events("license.bound")).hasSize(1);
    }

    @Test
    void l2_applications_are_known_by_something_and_keep_their_license_key() {
        String key = client.get(SHOP).at("/licenseKey");
        assertThat(client.get(SHOP).at("/domain")).isEqualTo("shop.acme.com");
        Answer replaced = client.put(SHOP, "{'name': 'Shop 2', 'bundleId': 'com.acme.shop2'}")
                .expect(200);
        assertThat(replaced.at("/licenseKey")).isEqualTo(key);
        assertThat(replaced.at("/packageName")).isNull();
        for (String[] bad : new String[][] {
            {"{'name': 'x'}", ""},
            {"{'name': 'x', 'packageName': null}", ""},
            {"{'name': 'x', 'packageName': 'com..x'}", "/packageName"},
            {"{'name': 'x', 'bundleId': 'com.x y'}", "/bundleId"},
            {"{'name': 'x', 'domain': 'https://x.com'}", "/domain"},
            {"{'name': 'x', 'domain': 'x.com:80'}", "/domain"}
        }) {
            assertThat(client.put(SHOP, bad[0]).expect(422).pointers())
                    .as(bad[0])
                    .containsExactly(bad[1]);
        }
        client.put("/v1/accounts/nobody/applications/x", "{'name': 'x', 'domain': 'x.com'}")
                .expect(404);
        client.get("/v1/accounts/nobody/applications").expect(404);
        assertThat(client.get("/v1/accounts/acme/applications").data()).hasSize(1);
    }

    @Test
    void the_search_finds_orders_by_what_is_known_of_them() {
        client.account("other", "500.00");
        String first = buy("P1M").at("/id");
        String second = client.post(ORDERS, "{'offering': 'suite', 'term': 'P1Y'}")
                .expect(201)
                .at("/id");
        String third = client.post("/v1/accounts/other/license-orders", "{'offering': 'suite', 'term': 'P1M'}")
                .expect(201)
                .at("/id");
        for (Map.Entry<String, List<String>> row : Map.of(
                        "",
                        List.of(first, second, third),
                        "instanceId=" + second,
                        List.of(second),
                        "instanceId=unknown",
                        List.<String>of(),
                        "account=acme",
                        List.of(first, second),
                        "account=nobody",
                        List.<String>of(),
                        "application=shop",
                        List.of(first),
                        "expiringBefore=2026-02-01T00:00:00Z",
                        List.<String>of(),
                        "expiringBefore=2026-02-01T00:00:01Z",
                        List.of(first, third),
                        "expiringFrom=2026-02-01T00:00:01Z",
                        List.of(second),
                        "account=other&expiringBefore=2026-03-01T00:00:00Z",
                        List.of(third))
                .entrySet()) {
            assertThat(client.all("/v1/license-orders?" + row.getKey(), 1))
                    .as(row.getKey())
                    .extracting(order -> order.get("id").asText())
                    .containsExactlyElementsOf(row.getValue());
        }
        client.get("/v1/license-orders?after=nonsense").expect(422);
        client.get("/v1/license-orders/acme.order-000000009").expect(404);
        client.get("/v1/license-orders/nonsense").expect(404);
    }

    @Test
    void a5_licenses_outlive_a_released_account_which_can_renew_nothing() {
        String id = buy("P1Y").at("/id");
        client.put("/v1/accounts/acme", "{'name': 'Acme', 'currency': 'USD', 'protection': {'duration': 'P1D'}}")
                .expect(200);
        client.meter("m", "GB", 0, "2000");
        client.use("acme", "r", "m", "1", "2026-01-01T00:00:00Z").expect(200);
        client.clock("2026-02-01T00:00:00Z");
        assertThat(client.get("/v1/accounts/acme").at("/state")).isEqualTo("released");
        assertThat(renew(id, "P1M", "2027-01-01T00:00:00Z").expect(409).problem())
                .isEqualTo("account-released");
        assertThat(client.get(order(id) + "/renewal-quote?term=P1M").at("/reason"))
                .isEqualTo("account-released");
        String key = client.get(SHOP).at("/licenseKey");
        assertThat(check(key, "'packageName': 'com.acme.shop'", "player")).isEqualTo("true null");
        client.put(order(id) + "/auto-renewal", "{'mode': 'auto', 'term': 'P1M'}")
                .expect(409);
        client.put(order(id) + "/auto-renewal", "{'mode': 'none'}").expect(200);
    }

    private String check(String key, String identity, String sdk) {
        Answer answer = service.stranger()
                .post("/v1/license-checks", "{'licenseKey': '" + key + "', 'sdk': '" + sdk + "', " + identity + "}")
                .expect(200);
        return answer.at("/valid") + " " + answer.at("/reason");
    }

    @Test
    void l12_checks_answer_valid_or_why_not_to_whoever_has_the_license_key() {
        buy("P1M").expect(201);
        String key = client.get(SHOP).at("/licenseKey");
        for (String[] row : new String[][] {
            {key, "'packageName': 'com.acme.shop'", "player", "true null"},
            {key, "'host': 'shop.acme.com'", "short-video", "true null"},
            {key, "'host': 'www.SHOP.acme.com'", "player", "true null"},
            {key, "'host': 'acme.com'", "player", "false wrong-application"},
            {key, "'host': 'notshop.acme.com'", "player", "false wrong-application"},
            {key, "'host': 'shop.acme.com.evil.org'", "player", "false wrong-application"},
            {key, "'bundleId': 'com.acme.shop'", "player", "false wrong-application"},
            {key, "'packageName': 'com.acme.shop'", "beauty", "false not-licensed"},
            {"lk_unknown", "'packageName': 'com.acme.shop'", "player", "false unknown-key"}
        }) {
            assertThat(check(row[0], row[1], row[2])).as(row[1]).isEqualTo(row[3]);
        }
        client.clock("2026-02-01T00:00:00Z");
        assertThat(check(key, "'packageName': 'com.acme.shop'", "player")).isEqualTo("false expired");
        assertThat(service.stranger()
                        .post("/v1/license-checks", "{'licenseKey': 'x', 'sdk': 'y', 'host': 'a', 'bundleId': 'b'}")
                        .expect(422)
                        .pointers())
                .containsExactly("");
    }

    @Test
    void l12_checks_are_limited_by_key_and_by_address() {
        service.close();
        service = RunningService.sandbox(
                folder.resolve("licenses.db"), "2026-01-01T00:00:00Z", "UTC", config(Term.ZERO, 1, 1));
        client = service.client();
        String body = "{'licenseKey': 'some-key', 'sdk': 'player', 'host': 'acme.com'}";
        List<Answer> answers = IntStream.range(0, 40)
                .mapToObj(i -> service.stranger().post("/v1/license-checks", body))
                .toList();
        assertThat(answers.get(0).status()).isEqualTo(200);
        Answer refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        client.get("/v1/accounts/acme").expect(200);
    }

    private static LicenseConfig config(Term grace, int checksPerKey, int checksPerAddress) {
        return new LicenseConfig(
                grace, checksPerKey, checksPerAddress, LicenseConfig.STANDARD.documents(), Optional.empty());
    }
}
