package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules whose outcome shows only over time: prices, late records, zones, freezing, renewal, explanations, deductions. */
class BillingRulesTest {

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    private void start(String clock, String zone) {
        service = RunningService.sandbox(folder.resolve("rules.db"), clock, zone);
        client = service.client();
        client.meter("m", "GB", 2, "1");
        client.account("a", "1000.00");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String outcomes(String record) {
        return String.join(
                " ",
                StreamSupport.stream(
                                client.get("/v1/accounts/a/usage/" + record)
                                        .json()
                                        .get("explanation")
                                        .spliterator(),
                                false)
                        .map(row -> row.get("plan").asText().replace("plan-00000000", "") + ":"
                                + row.get("outcome").asText() + ":"
                                + row.get("quantity").asText())
                        .toList());
    }

    @Test
    void m5_a_later_price_holds_from_the_next_hour() {
        start("2026-01-10T12:00:00Z", "UTC");
        client.use("a", "r1", "m", "1", "2026-01-10T12:00:00Z").expect(200);
        client.clock("2026-01-10T12:20:00Z");
        client.meter("m", "GB", 2, "5");
        client.use("a", "r2", "m", "1", "2026-01-10T12:20:00Z").expect(200);
        client.clock("2026-01-10T13:00:00Z");
        client.use("a", "r3", "m", "1", "2026-01-10T13:00:00Z").expect(200);
        client.use("a", "r4", "m", "1", "2026-01-10T12:59:59.999Z").expect(200);
        assertThat(client.get("/v1/accounts/a").at("/accrued")).isEqualTo("8.00");
        client.clock("2026-01-10T16:00:00Z");

        List<JsonNode> bills = client.get("/v1/accounts/a/bills").data();
        assertThat(bills)
                .extracting(bill ->
                        bill.get("hour").asText() + " " + bill.get("total").asText())
                .containsExactly("2026-01-10T12:00:00Z 3.00", "2026-01-10T13:00:00Z 5.00");
    }

    @Test
    void u4_a_late_record_counts_in_the_oldest_open_hour() {
        start("2026-01-10T12:00:00Z", "UTC");
        Answer late = client.use("a", "late", "m", "3", "2026-01-10T09:30:00Z").expect(200);
        Answer inTime =
                client.use("a", "in-time", "m", "4", "2026-01-10T11:00:00Z").expect(200);
        assertThat(late.at("/results/0/late")).isEqualTo("true");
        assertThat(inTime.at("/results/0/late")).isEqualTo("false");
        assertThat(client.get("/v1/accounts/a/usage/late").at("/hour")).isEqualTo("2026-01-10T11:00:00Z");
        client.clock("2026-01-10T13:00:00Z");

        List<JsonNode> bills = client.get("/v1/accounts/a/bills").data();
        assertThat(bills).hasSize(1);
        assertThat(bills.get(0).get("hour").asText()).isEqualTo("2026-01-10T11:00:00Z");
        assertThat(bills.get(0).get("total").asText()).isEqualTo("7.00");
        Answer record = client.get("/v1/accounts/a/usage/late");
        assertThat(record.at("/final")).isEqualTo("true");
        assertThat(record.at("/late")).isEqualTo("true");
    }

    @Test
    void t2_hours_and_days_are_cut_in_the_zone() {
        start("2026-01-10T10:15:00Z", "Asia/Kolkata");
        client.offering("daily", "m", "10", "P1M", "1.00", "'period': 'day'");
        String plan = client.buy("a", "daily");
        assertThat(client.get("/v1/accounts/a/plans/" + plan).at("/periodEndsAt"))
                .isEqualTo("2026-01-10T18:30:00Z");
        client.use("a", "r1", "m", "12", "2026-01-10T10:15:00Z").expect(200);
        client.clock("2026-01-10T18:30:00Z");
        assertThat(client.get("/v1/accounts/a/plans/" + plan).at("/remaining")).isEqualTo("10");
        client.use("a", "r2", "m", "1", "2026-01-10T18:29:59Z").expect(200);
        client.use("a", "r3", "m", "1", "2026-01-10T18:30:00Z").expect(200);

        assertThat(client.get("/v1/accounts/a/usage?by=hour").data())
                .extracting(row -> row.get("start").asText())
                .containsExactly("2026-01-10T09:30:00Z", "2026-01-10T17:30:00Z", "2026-01-10T18:30:00Z");
        assertThat(client.get("/v1/accounts/a/usage?by=day").data())
                .extracting(row ->
                        row.get("start").asText() + " " + row.get("byPlans").asText() + " "
                                + row.get("payAsYouGo").asText())
                .containsExactly("2026-01-09T18:30:00Z 10 3", "2026-01-10T18:30:00Z 1 0");
        client.clock("2026-01-11T11:30:00Z");
        assertThat(client.get("/v1/accounts/a/bills").data())
                .extracting(bill -> bill.get("hour").asText())
                .containsExactly("2026-01-10T09:30:00Z", "2026-01-10T17:30:00Z");
    }

    @Test
    void t2_a_day_of_25_hours_has_one_quota_and_its_hours_are_all_billed() {
        start("2026-10-24T22:00:00Z", "Europe/Berlin");
        client.offering("daily", "m", "10", "P1M", "1.00", "'period': 'day'");
        String plan = client.buy("a", "daily");
        assertThat(client.get("/v1/accounts/a/plans/" + plan).at("/periodEndsAt"))
                .isEqualTo("2026-10-25T23:00:00Z");
        for (String at : List.of(
                "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T22:59:59Z")) {
            client.clock(at);
            client.use("a", at, "m", "4", at).expect(200);
        }
        client.clock("2026-10-25T23:00:00Z");
        client.use("a", "next", "m", "4", "2026-10-25T23:00:00Z").expect(200);

        assertThat(client.get("/v1/accounts/a/usage?by=day").data())
                .extracting(row ->
                        row.get("start").asText() + " " + row.get("byPlans").asText() + " "
                                + row.get("payAsYouGo").asText())
                .containsExactly("2026-10-24T22:00:00Z 10 6", "2026-10-25T23:00:00Z 4 0");
        assertThat(client.get("/v1/accounts/a/usage?by=hour").data()).hasSize(5);
        client.clock("2026-10-26T12:00:00Z");
        assertThat(client.get("/v1/accounts/a/bills").data())
                .extracting(bill ->
                        bill.get("hour").asText() + " " + bill.get("total").asText())
                .containsExactly("2026-10-25T01:00:00Z 2.00", "2026-10-25T22:00:00Z 4.00");
        // the plan's validity is a month by the calendar of the zone: to midnight there, after the clocks went back
        assertThat(client.get("/v1/accounts/a/plans/" + plan).at("/expiresAt")).isEqualTo("2026-11-24T23:00:00Z");
    }

    @Test
    void p10_a_frozen_plan_covers_nothing_that_occurs_meanwhile() {
        start("2026-01-10T12:00:00Z", "UTC");
        client.offering("plan", "m", "100", "P1M", "1.00");
        String plan = "/v1/accounts/a/plans/" + client.buy("a", "plan");
        client.clock("2026-01-10T12:10:00Z");
        assertThat(client.post(plan + "/freeze", "{}").expect(200).at("/status"))
                .isEqualTo("frozen");
        long commit = client.get("/v1/clock").commit();
        client.post(plan + "/freeze", "{}").expect(200);
        assertThat(client.get("/v1/accounts/a/events?type=plan.frozen").data()).hasSize(1);
        assertThat(client.get("/v1/clock").commit()).isGreaterThanOrEqualTo(commit);
        client.clock("2026-01-10T12:20:00Z");
        assertThat(client.post(plan + "/unfreeze", "{}").expect(200).at("/status"))
                .isEqualTo("active");
        client.clock("2026-01-10T12:30:00Z");
        client.use("a", "meanwhile", "m", "1", "2026-01-10T12:10:00Z").expect(200);
        client.use("a", "before", "m", "1", "2026-01-10T12:09:59Z").expect(200);
        client.use("a", "after", "m", "1", "2026-01-10T12:20:00Z").expect(200);

        assertThat(outcomes("before")).isEqualTo("1:covered:1");
        assertThat(outcomes("meanwhile")).isEqualTo("1:frozen:0");
        assertThat(outcomes("after")).isEqualTo("1:covered:1");
        Answer expiry = client.get(plan);
        assertThat(expiry.at("/remaining")).isEqualTo("98");
        assertThat(expiry.at("/expiresAt")).isEqualTo("2026-02-10T12:00:00Z");
        client.clock("2026-02-10T12:00:00Z");
        assertThat(client.post(plan + "/freeze", "{}").expect(409).problem()).isEqualTo("plan-not-freezable");
        assertThat(client.post(plan + "/unfreeze", "{}").expect(409).problem()).isEqualTo("plan-not-freezable");
    }

    @Test
    void p8_a_renewal_extends_from_the_old_expiry_by_the_calendar() {
        start("2026-01-31T10:00:00Z", "UTC");
        client.offering("hourly", "m", "10", "P1M", "1.00", "'period': 'hour', 'renewable': true");
        client.offering("total", "m", "10", "P1M", "1.00");
        String plan = "/v1/accounts/a/plans/" + client.buy("a", "hourly");
        String total = "/v1/accounts/a/plans/" + client.buy("a", "total");
        assertThat(client.get(plan).at("/expiresAt")).isEqualTo("2026-02-28T10:00:00Z");

        Answer renewed = client.post(plan + "/renewals", "{'term': 'P1M'}").expect(201);
        assertThat(renewed.at("/expiresAt")).isEqualTo("2026-03-31T10:00:00Z");
        assertThat(client.post(plan + "/renewals", "{'term': 'P1Y'}").status()).isEqualTo(422);
        Answer refused = client.post(total + "/renewals", "{'term': 'P1M'}").expect(409);
        assertThat(refused.problem()).isEqualTo("plan-not-renewable");
        assertThat(refused.at("/resolution/href")).isEqualTo("/v1/accounts/a/plans");
        assertThat(client.get("/v1/accounts/a").at("/balance")).isEqualTo("997.00");

        client.clock("2026-03-31T10:00:00Z");
        assertThat(client.get(plan).at("/status")).isEqualTo("expired");
        assertThat(client.post(plan + "/renewals", "{'term': 'P1M'}")
                        .expect(409)
                        .problem())
                .isEqualTo("plan-not-renewable");
    }

    @Test
    void u6_every_outcome_is_explained() {
        start("2026-01-10T12:00:00Z", "UTC");
        for (String term : List.of("PT1H", "PT2H", "P1D", "P2D", "P3D", "P4D")) {
            client.offering(term, "m", "5", term, "1.00");
            String later = term.equals("P3D") ? ", 'effectiveAt': '2026-01-11T00:00:00Z'" : "";
            client.post("/v1/accounts/a/plans", "{'offering': '" + term + "'" + later + "}")
                    .expect(201);
        }
        client.post("/v1/accounts/a/plans/plan-000000004/freeze", "{}").expect(200);
        client.clock("2026-01-10T12:20:00Z");
        client.use("a", "r1", "m", "5", "2026-01-10T12:10:00Z").expect(200);
        client.use("a", "r2", "m", "8", "2026-01-10T12:20:00Z").expect(200);
        client.clock("2026-01-10T13:30:00Z");
        client.use("a", "r3", "m", "20", "2026-01-10T13:30:00Z").expect(200);

        assertThat(outcomes("r1"))
                .isEqualTo("1:covered:5 2:not-reached:0 3:not-reached:0 4:frozen:0 5:not-effective:0 6:not-reached:0");
        assertThat(outcomes("r2"))
                .isEqualTo("1:exhausted:0 2:drained:5 3:covered:3 4:frozen:0 5:not-effective:0 6:not-reached:0");
        assertThat(outcomes("r3"))
                .isEqualTo("1:expired:0 2:exhausted:0 3:drained:2 4:frozen:0 5:not-effective:0 6:drained:5");
        Answer record = client.get("/v1/accounts/a/usage/r3");
        assertThat(record.at("/payAsYouGo/quantity")).isEqualTo("13");
        assertThat(record.at("/payAsYouGo/tiers/0/unitPrice")).isEqualTo("1");
    }

    @Test
    void u4_a_late_record_finds_the_period_of_its_own_time_ended() {
        start("2026-01-10T09:00:00Z", "UTC");
        client.offering("hourly", "m", "10", "P1M", "1.00", "'period': 'hour'");
        client.buy("a", "hourly");
        client.clock("2026-01-10T12:00:00Z");
        client.use("a", "late", "m", "3", "2026-01-10T09:30:00Z").expect(200);
        assertThat(outcomes("late")).isEqualTo("1:period-ended:0");
        assertThat(client.get("/v1/accounts/a/usage/late").at("/payAsYouGo/quantity"))
                .isEqualTo("3");
    }

    @Test
    void deductions_are_the_slices_by_plans_before_and_after_billing() {
        start("2026-01-10T12:00:00Z", "UTC");
        client.offering("small", "m", "3", "P1D", "1.00");
        client.offering("hourly", "m", "2", "P1M", "1.00", "'period': 'hour'");
        client.buy("a", "small");
        client.buy("a", "hourly");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            String at = "2026-01-10T" + (12 + i / 4) + ":" + (10 + i) + ":00Z";
            client.clock(at);
            ids.add("r" + i);
            client.use("a", "r" + i, "m", "1.25", at).expect(200);
        }
        client.clock("2026-01-10T14:30:00Z");
        List<String> open = deductions();
        assertThat(open).isEqualTo(slices(ids));
        client.clock("2026-01-11T00:00:00Z");
        assertThat(deductions()).isEqualTo(slices(ids));
        assertThat(deductions().stream()
                        .map(row -> row.replace("true", "false"))
                        .toList())
                .isEqualTo(
                        open.stream().map(row -> row.replace("true", "false")).toList());
        assertThat(deductions()).isNotEmpty().allMatch(row -> row.endsWith("true"));
        assertThat(open).anyMatch(row -> row.endsWith("false"));
    }

    private List<String> deductions() {
        return client.all("/v1/accounts/a/deductions", 4).stream()
                .map(row -> row.get("record").asText() + " " + row.get("plan").asText() + " "
                        + row.get("quantity").asText() + " "
                        + row.get("planUnits").asText() + " " + row.get("final").asText())
                .toList();
    }

    private List<String> slices(List<String> records) {
        List<String> rows = new ArrayList<>();
        for (String id : records) {
            JsonNode record =
                    client.get("/v1/accounts/a/usage/" + id).expect(200).json();
            for (JsonNode slice : record.get("slices")) {
                if (!slice.get("plan").isNull()) {
                    rows.add(id + " " + slice.get("plan").asText() + " "
                            + slice.get("quantity").asText() + " "
                            + slice.get("planUnits").asText() + " "
                            + record.get("final").asText());
                }
            }
        }
        return rows;
    }
}
