package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Idempotency-Key}: a repeat gives the first answer again and moves no money. */
class IdempotencyTest {

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    @BeforeEach
    void start() {
        service = RunningService.sandbox(folder.resolve("idempotency.db"), "2026-01-10T12:00:00Z");
        client = service.client();
        client.meter("m", "GB", 0, "1");
        client.offering("cheap", "m", "10", "P1M", "5.00");
        client.offering("dear", "m", "10", "P1M", "50.00");
        client.offering("hourly", "m", "10", "P1M", "1.00", "'period': 'hour', 'renewable': true");
        client.account("a", "0");
        client.account("b", "0");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String balance(String account) {
        return client.get("/v1/accounts/" + account).at("/balance");
    }

    @Test
    void a_repeat_gives_the_first_answer_again() {
        Answer first = client.post("/v1/accounts/a/top-ups", "{'amount': '10.00', 'reference': 'r'}", "k");
        Answer again = client.post("/v1/accounts/a/top-ups", "{'amount': '10.00', 'reference': 'r'}", "k");

        assertThat(first.expect(201).headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(again.expect(201).headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(balance("a")).isEqualTo("10.00");
    }

    @Test
    void a_repeat_may_be_spelled_differently() {
        client.post("/v1/accounts/a/top-ups", "{'amount': '10.00', 'reference': 'r'}", "k")
                .expect(201);

        Answer again = client.post("/v1/accounts/a/top-ups", " { 'reference' : 'r', 'amount':'10.00' } ", "k");

        assertThat(again.status()).isEqualTo(201);
        assertThat(balance("a")).isEqualTo("10.00");
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        client.post("/v1/accounts/a/top-ups", "{'amount': '10.00'}", "k").expect(201);

        Answer other = client.post("/v1/accounts/a/top-ups", "{'amount': '11.00'}", "k");

        assertThat(other.expect(422).problem()).isEqualTo("idempotency-key-reused");
        assertThat(balance("a")).isEqualTo("10.00");
    }

    @Test
    void a_refusal_may_be_tried_again_with_the_same_key() {
        Answer poor = client.post("/v1/accounts/a/plans", "{'offering': 'cheap'}", "k");
        assertThat(poor.expect(402).problem()).isEqualTo("insufficient-balance");
        assertThat(poor.at("/required")).isEqualTo("5.00");
        assertThat(poor.at("/available")).isEqualTo("0.00");

        client.post("/v1/accounts/a/top-ups", "{'amount': '10.00'}").expect(201);

        Answer bought = client.post("/v1/accounts/a/plans", "{'offering': 'cheap'}", "k")
                .expect(201);
        assertThat(bought.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(balance("a")).isEqualTo("5.00");
        client.post("/v1/accounts/a/plans", "{'offering': 'cheap'}", "k").expect(201);
        assertThat(balance("a")).isEqualTo("5.00");
        assertThat(client.get("/v1/accounts/a/plans").data()).hasSize(1);
    }

    @Test
    void the_answer_is_given_again_even_when_it_would_be_refused_now() {
        client.post("/v1/accounts/a/top-ups", "{'amount': '5.00'}").expect(201);
        Answer bought = client.post("/v1/accounts/a/plans", "{'offering': 'cheap'}", "k")
                .expect(201);
        client.use("a", "u", "m", "10", "2026-01-10T12:00:00Z").expect(200);

        Answer again = client.post("/v1/accounts/a/plans", "{'offering': 'cheap'}", "k")
                .expect(201);

        assertThat(again.text()).isEqualTo(bought.text());
        assertThat(again.at("/remaining")).isEqualTo("10");
    }

    @Test
    void a_key_belongs_to_an_account_and_a_path() {
        client.post("/v1/accounts/a/top-ups", "{'amount': '10.00'}", "k").expect(201);
        Answer otherAccount = client.post("/v1/accounts/b/top-ups", "{'amount': '11.00'}", "k")
                .expect(201);
        Answer otherPath = client.post("/v1/accounts/a/plans", "{'offering': 'cheap'}", "k")
                .expect(201);

        assertThat(otherAccount.at("/balanceAfter")).isEqualTo("11.00");
        assertThat(otherPath.at("/price")).isEqualTo("5.00");
        assertThat(balance("a")).isEqualTo("5.00");
    }

    @Test
    void a_renewal_is_charged_once() {
        client.post("/v1/accounts/a/top-ups", "{'amount': '10.00'}").expect(201);
        String renewals = "/v1/accounts/a/plans/" + client.buy("a", "hourly") + "/renewals";

        Answer first = client.post(renewals, "{'term': 'P1M'}", "k").expect(201);
        Answer again = client.post(renewals, "{'term': 'P1M'}", "k").expect(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(first.at("/expiresAt")).isEqualTo("2026-03-10T12:00:00Z");
        assertThat(balance("a")).isEqualTo("8.00");

        client.post(renewals, "{'term': 'P1M'}", "another").expect(201);
        assertThat(balance("a")).isEqualTo("7.00");
    }

    @Test
    void a_key_is_forgotten_after_35_days() {
        client.post("/v1/accounts/a/top-ups", "{'amount': '10.00'}", "k").expect(201);

        client.clock("2026-02-14T11:59:59Z");
        client.post("/v1/accounts/a/top-ups", "{'amount': '10.00'}", "k").expect(201);
        assertThat(balance("a")).isEqualTo("10.00");

        client.clock("2026-02-14T12:00:01Z");
        Answer anew =
                client.post("/v1/accounts/a/top-ups", "{'amount': '3.00'}", "k").expect(201);
        assertThat(anew.at("/balanceAfter")).isEqualTo("13.00");
    }
}
