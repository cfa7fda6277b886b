package dev.planstack.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.shared.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rule T5: ids are the same on every machine. */
class PlanIdTest {

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void digitsOfAnotherScript() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    @DisplayName("T5: ids have the digits 0-9 whatever the locale of the machine")
    void digits() {
        Money none = Money.of("0", "USD");
        assertThat(PlanId.ofNumber(12)).hasToString("plan-000000012");
        assertThat(new Transaction(7, TransactionType.TOP_UP, none, none, Instant.EPOCH, Optional.empty()).id())
                .isEqualTo("tx-000000007");
    }
}
