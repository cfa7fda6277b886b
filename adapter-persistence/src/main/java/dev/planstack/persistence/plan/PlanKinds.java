package dev.planstack.persistence.plan;

import static dev.planstack.persistence.shared.Field.decimal;
import static dev.planstack.persistence.shared.Field.flag;
import static dev.planstack.persistence.shared.Field.instant;
import static dev.planstack.persistence.shared.Field.json;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Dialect;
import dev.planstack.persistence.shared.Field;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Shape;
import java.util.List;

/** Plan offerings and plans as lines of an export. */
final class PlanKinds {

    static final Kind OFFERING = Kind.of(
            "plan-offering",
            "plan_offering",
            List.of(),
            List.of("id"),
            text("id"),
            text("name"),
            text("unit"),
            decimal("quota"),
            text("period"),
            text("validity"),
            json("meters", Shape.PLAIN),
            json("prices", Shape.PLAIN),
            text("activation_delay"),
            flag("renewable"),
            flag("withdrawn"));

    /** The freezes of a plan are a list of pairs in its row, which is empty when the plan is read in. */
    private static Kind freeze(Dialect dialect) {
        return new Kind(
                "freeze",
                "SELECT p.account, p.id, f.value ->> 0, f.value ->> 1 FROM plan p, "
                        + dialect.elements("p.freezes", "f") + " WHERE p.account = ? AND p.id = ? ORDER BY "
                        + dialect.place("f"),
                "SELECT coalesce(sum(" + dialect.length("freezes") + "), 0) FROM plan",
                "UPDATE plan SET freezes = " + dialect.withPair("freezes", "f.since", "f.until")
                        + " FROM (SELECT CAST(? AS TEXT) AS account, CAST(? AS TEXT) AS plan, CAST(? AS TEXT) AS since,"
                        + " CAST(? AS TEXT) AS until) f WHERE plan.account = f.account AND plan.id = f.plan",
                List.of(),
                List.of(text("account"), text("plan"), text("from"), text("to")),
                List.of());
    }

    private static final Field[] PLAN_FIELDS = {
        text("account"),
        text("id"),
        text("offering"),
        text("unit"),
        decimal("quota"),
        text("period"),
        text("validity"),
        json("meters", Shape.PLAIN),
        flag("renewable"),
        decimal("price"),
        text("currency"),
        instant("purchased_at"),
        instant("effective_at"),
        text("term"),
        instant("expires_at"),
        instant("renewed_at"),
        instant("refunded_at")
    };

    private PlanKinds() {}

    /** Plans, each with its freezes and with what other features keep of it. */
    static Kind plan(Dialect dialect, Kind uses) {
        Kind plan = Kind.of("plan", "plan", List.of("account"), List.of("account", "id"), PLAN_FIELDS);
        return plan.inserting("freezes", "'[]'").with(freeze(dialect), uses);
    }
}
