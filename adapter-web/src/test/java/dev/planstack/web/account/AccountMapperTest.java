package dev.planstack.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.account.Access;
import dev.planstack.application.account.AccountView;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.web.shared.JsonWriter;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountMapperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountId ACME = new AccountId("acme");

    @Test
    void writesAnAccount() {
        Account account = Account.open(ACME, AccountSettings.of("Acme", Currency.getInstance("USD")), NOW);
        AccountView view = new AccountView(
                account,
                Money.of("0.5", "USD"),
                Money.of("-0.5", "USD"),
                new TreeMap<>(Map.of(new MeterCode("traffic.cn"), BillingMode.PAY_AS_YOU_GO)));
        assertThat(JsonWriter.text(AccountMapper.INSTANCE.json(view)))
                .isEqualTo("{\"id\":\"acme\",\"name\":\"Acme\",\"currency\":\"USD\",\"creditLimit\":\"0.00\","
                        + "\"protection\":{\"amount\":null,\"duration\":\"P15D\"},\"releaseAfter\":\"P15D\","
                        + "\"hardStop\":[],\"lowBalanceAlert\":null,\"state\":\"active\",\"balance\":\"0.00\","
                        + "\"accrued\":\"0.50\",\"available\":\"-0.50\",\"overdueSince\":null,\"suspendedAt\":null,"
                        + "\"releasedAt\":null,\"billing\":{\"traffic.cn\":\"pay-as-you-go\"},"
                        + "\"createdAt\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void writesATransaction() {
        Transaction transaction = new Transaction(
                1, TransactionType.TOP_UP, Money.of("100", "JPY"), Money.of("-5", "JPY"), NOW, Optional.of("ref"));
        assertThat(JsonWriter.text(AccountMapper.INSTANCE.json(transaction)))
                .isEqualTo("{\"id\":\"tx-000000001\",\"type\":\"top-up\",\"amount\":\"100\",\"balanceAfter\":\"-5\","
                        + "\"at\":\"2026-01-01T00:00:00Z\",\"reference\":\"ref\"}");
    }

    @Test
    void writesAccess() {
        assertThat(JsonWriter.text(AccountMapper.INSTANCE.json(
                        new Access(AccountState.ACTIVE, BillingMode.PLAN, Optional.empty()))))
                .isEqualTo("{\"allowed\":true,\"state\":\"active\",\"billing\":\"plan\",\"reason\":null}");
        assertThat(JsonWriter.text(AccountMapper.INSTANCE.json(new Access(
                        AccountState.OVERDUE, BillingMode.PAY_AS_YOU_GO, Optional.of(Access.Denial.HARD_STOP)))))
                .contains("\"allowed\":false", "\"reason\":\"hard-stop\"");
    }

    @Test
    void writesAnEventWithItsCursorInTheFeedOfAllOnly() {
        RecordedEvent event = new RecordedEvent(
                Optional.of(ACME),
                3,
                "17.0",
                new Event(EventType.PLAN_EXHAUSTED, NOW, Map.of("plan", "plan-000000001")));
        String rest = "\"account\":\"acme\",\"sequence\":3,\"type\":\"plan.exhausted\","
                + "\"at\":\"2026-01-01T00:00:00Z\",\"data\":{\"plan\":\"plan-000000001\"}}";
        assertThat(JsonWriter.text(AccountMapper.INSTANCE.json(event))).isEqualTo("{\"cursor\":\"17.0\"," + rest);
        assertThat(JsonWriter.text(AccountMapper.INSTANCE.ofOneAccount(event))).isEqualTo("{" + rest);
    }

    @Test
    void writesAnEventOfTheOperatorWithoutAnAccount() {
        RecordedEvent event = new RecordedEvent(
                Optional.empty(), 1, "18.0", new Event(EventType.WEBHOOK_DISABLED, NOW, Map.of("webhook", "w")));
        assertThat(JsonWriter.text(AccountMapper.INSTANCE.json(event)))
                .isEqualTo("{\"cursor\":\"18.0\",\"account\":null,\"sequence\":1,\"type\":\"webhook.disabled\","
                        + "\"at\":\"2026-01-01T00:00:00Z\",\"data\":{\"webhook\":\"w\"}}");
    }
}
