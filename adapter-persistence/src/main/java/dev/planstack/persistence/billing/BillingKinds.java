package dev.planstack.persistence.billing;

import static dev.planstack.persistence.shared.Field.decimal;
import static dev.planstack.persistence.shared.Field.flag;
import static dev.planstack.persistence.shared.Field.hash;
import static dev.planstack.persistence.shared.Field.instant;
import static dev.planstack.persistence.shared.Field.integer;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Kind;
import java.util.List;

/** Usage, and what it has come to, as lines of an export. */
final class BillingKinds {

    private static final List<String> OF_ACCOUNT = List.of("account");

    /** What was taken from a period of a plan. */
    static final Kind PLAN_USE = Kind.of(
            "plan-use",
            "plan_use",
            List.of("account", "plan"),
            List.of("account", "plan", "period_start"),
            text("account"),
            text("plan"),
            instant("period_start"),
            decimal("settled"),
            decimal("taken"),
            instant("last_hour"),
            instant("last_at"),
            text("last_id"));

    private static final Kind SLICE = Kind.of(
            "slice",
            "slice",
            List.of("account", "hour", "occurred_at", "record"),
            List.of("account", "hour", "occurred_at", "record", "ordinal"),
            text("account"),
            text("record"),
            instant("occurred_at"),
            instant("hour"),
            integer("ordinal"),
            decimal("quantity"),
            text("plan"),
            decimal("units").named("planUnits"),
            decimal("remaining_after"));

    static final Kind USAGE = Kind.of(
                    "usage",
                    "usage",
                    OF_ACCOUNT,
                    List.of("account", "hour", "occurred_at", "id"),
                    text("account"),
                    text("id"),
                    text("meter"),
                    decimal("quantity"),
                    instant("occurred_at"),
                    instant("received_at"),
                    instant("hour"),
                    flag("voided"),
                    integer("place"),
                    hash("hash"),
                    integer("void_place"),
                    hash("void_hash"))
            .with(SLICE);

    /** What was used in an hour. */
    static final Kind HOUR_USE = Kind.of(
            "hour-use",
            "hour_use",
            OF_ACCOUNT,
            List.of("account", "hour", "meter"),
            text("account"),
            instant("hour"),
            text("meter"),
            decimal("quantity"),
            decimal("pay_as_you_go"),
            decimal("amount"));

    /** Where the tiers of a month stand. */
    static final Kind MONTH_USE = Kind.of(
            "month-use",
            "month_use",
            OF_ACCOUNT,
            List.of("account", "month", "meter"),
            text("account"),
            instant("month"),
            text("meter"),
            decimal("pay_as_you_go"));

    /** How a meter is billed now. */
    static final Kind MODE = Kind.of(
            "mode",
            "meter_mode",
            OF_ACCOUNT,
            List.of("account", "meter"),
            text("account"),
            text("meter"),
            text("mode"));

    static final Kind QUOTA_ALERT = Kind.of(
            "quota-alert",
            "quota_alert",
            OF_ACCOUNT,
            List.of("account", "meter"),
            text("account"),
            text("meter"),
            integer("percent"),
            instant("armed_at"),
            decimal("armed_total"),
            decimal("held"),
            instant("fired_at"),
            flag("exhausted"));

    static final Kind RUN_OUT_ALERT = Kind.of(
            "run-out-alert",
            "run_out_alert",
            OF_ACCOUNT,
            List.of("account", "meter"),
            text("account"),
            text("meter"),
            integer("days"),
            instant("fired_at"),
            instant("told_end"));

    private BillingKinds() {}
}
