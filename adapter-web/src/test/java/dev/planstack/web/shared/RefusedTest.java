package dev.planstack.web.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Unavailable;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedTest {

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 404, not-found",
        "INVALID, 422, invalid-request",
        "UNKNOWN, 422, invalid-request",
        "OUT_OF_RANGE, 422, usage-out-of-range",
        "ACCOUNT_RELEASED, 409, account-released",
        "ACCOUNT_OVERDUE, 409, account-overdue",
        "IN_USE, 409, in-use",
        "CURRENCY_MISMATCH, 422, currency-mismatch",
        "PLAN_NOT_RENEWABLE, 409, plan-not-renewable",
        "PLAN_NOT_FREEZABLE, 409, plan-not-freezable",
        "USAGE_CONFLICT, 409, usage-conflict",
        "RECORD_FINAL, 409, record-final",
        "CLOCK_BACKWARDS, 409, clock-backwards",
        "IDEMPOTENCY_KEY_REUSED, 422, idempotency-key-reused",
        "INSUFFICIENT_BALANCE, 402, insufficient-balance"
    })
    void reasonsBecomeProblems(RefusalReason reason, int status, String name) {
        Problem problem = Refused.problem(Refusal.of(reason, "so it is"), Optional.empty());
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).isEqualTo("/problems/" + name);
        assertThat(problem.detail()).isEqualTo("so it is");
        assertThat(problem.resolution()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAProblemAndItsName(RefusalReason reason) {
        assertThat(Refused.problem(Refusal.of(reason, "no"), Optional.empty()).type())
                .isEqualTo("/problems/" + reason.code());
    }

    @Test
    void tellsAnotherWay() {
        assertThat(Refused.problem(Refusal.of(RefusalReason.PLAN_NOT_RENEWABLE, "no"), Optional.of("acme"))
                        .text())
                .contains("\"resolution\":{\"text\":\"Buy another plan; it stacks with this one.\"")
                .contains("\"href\":\"/v1/accounts/acme/plans\"");
        assertThat(Refused.problem(Refusal.of(RefusalReason.ACCOUNT_OVERDUE, "no"), Optional.of("acme"))
                        .text())
                .contains("\"href\":\"/v1/accounts/acme/top-ups\"");
    }

    @Test
    void tellsHowMuchIsMissing() {
        Refusal refusal = new Refusal(
                RefusalReason.INSUFFICIENT_BALANCE,
                "too little",
                List.of(),
                Map.of("required", "35.00", "available", "1.00"));
        assertThat(Refused.problem(refusal, Optional.of("acme")).text())
                .contains("\"required\":\"35.00\"", "\"available\":\"1.00\"");
    }

    @ParameterizedTest
    @CsvSource({
        "STORAGE_FULL, storage-full",
        "OUTCOME_UNKNOWN, outcome-unknown",
        "COMMIT_LOST, outcome-unknown",
        "OVERLOADED, overloaded",
        "NOT_KEPT, overloaded"
    })
    void unavailableSaysWhenToTryAgain(Unavailable.Kind kind, String name) {
        Problem problem =
                Failures.problem(new CompletionException(new Unavailable(kind, "SELECT secret", Optional.empty())));
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.type()).isEqualTo("/problems/" + name);
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
        assertThat(problem.text()).doesNotContain("SELECT");
    }

    @Test
    void aFailureOfTheServiceTellsNothing() {
        Problem problem = Failures.problem(new IllegalStateException("SELECT secret FROM table"));
        assertThat(problem).isEqualTo(Problem.INTERNAL);
        assertThat(problem.text()).doesNotContain("SELECT", "IllegalState");
    }
}
