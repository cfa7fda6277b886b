package dev.planstack.persistence.account;

import static dev.planstack.persistence.shared.Field.decimal;
import static dev.planstack.persistence.shared.Field.flag;
import static dev.planstack.persistence.shared.Field.hash;
import static dev.planstack.persistence.shared.Field.instant;
import static dev.planstack.persistence.shared.Field.integer;
import static dev.planstack.persistence.shared.Field.json;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Field;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Shape;
import java.util.List;

/** Accounts and what is only ever added to them as lines of an export; and answers by idempotency key. */
final class AccountKinds {

    static final Kind ACCOUNT = Kind.of(
            "account",
            "account",
            List.of(),
            List.of("id"),
            text("id"),
            text("name"),
            text("currency"),
            decimal("credit_limit"),
            decimal("protection_amount"),
            text("protection_duration"),
            text("release_after"),
            json("hard_stop", Shape.PLAIN),
            decimal("low_balance_alert"),
            instant("created_at"),
            instant("configured_at"),
            decimal("balance"),
            instant("overdue_since"),
            instant("suspended_at"),
            instant("released_at"),
            instant("release_told"),
            flag("low_balance_armed"),
            integer("low_balance_fired"),
            instant("low_balance_next_at"),
            integer("transactions"),
            integer("plans_bought"),
            integer("events"),
            instant("due_at"),
            integer("due_kind"),
            integer("chain_length"),
            hash("chain_hash"));

    static final Kind TRANSACTION = Kind.of(
            "transaction",
            "txn",
            List.of("account"),
            List.of("account", "number"),
            text("account"),
            integer("number"),
            text("type"),
            decimal("amount"),
            decimal("balance_after"),
            instant("at"),
            text("reference"),
            integer("place"),
            hash("hash"));

    static final Kind BILL = Kind.of(
            "bill",
            "bill",
            List.of("account"),
            List.of("account", "hour"),
            text("account"),
            instant("hour"),
            decimal("total"),
            integer("txn").named("transaction"),
            json(
                    "lines",
                    Shape.objects("meter", "quantity", "amount").and("tiers", Shape.objects("quantity", "unitPrice"))));

    private static final Field[] EVENT_FIELDS = {
        text("account"),
        integer("sequence"),
        text("type"),
        instant("at"),
        json("data", Shape.PLAIN),
        integer("commit_seq").named("commit"),
        integer("ordinal")
    };

    private static final String OF_OPERATOR = "account = '" + EventTable.OPERATOR + "'";

    static final Kind EVENT = Kind.of(
                    "event", "event", List.of("account"), List.of("account", "sequence"), EVENT_FIELDS)
            .where("NOT " + OF_OPERATOR);

    /** They lie in the same table, but belong to no account. */
    static final Kind OPERATOR_EVENT = Kind.of("operator-event", "event", List.of(), List.of("sequence"), EVENT_FIELDS)
            .where(OF_OPERATOR);

    static final Kind IDEMPOTENCY_KEY = Kind.of(
            "idempotency-key",
            "idempotency_key",
            List.of(),
            List.of("account", "path", "value"),
            text("account"),
            text("path"),
            text("value"),
            text("fingerprint"),
            text("answer"),
            instant("at"));

    private AccountKinds() {}
}
