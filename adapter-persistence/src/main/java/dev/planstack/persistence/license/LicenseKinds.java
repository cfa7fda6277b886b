package dev.planstack.persistence.license;

import static dev.planstack.persistence.shared.Field.decimal;
import static dev.planstack.persistence.shared.Field.flag;
import static dev.planstack.persistence.shared.Field.instant;
import static dev.planstack.persistence.shared.Field.integer;
import static dev.planstack.persistence.shared.Field.json;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Shape;
import java.util.List;

/** License offerings, applications and license orders as lines of an export. */
final class LicenseKinds {

    static final Kind OFFERING = Kind.of(
            "license-offering",
            "license_offering",
            List.of(),
            List.of("id"),
            text("id"),
            text("name"),
            json("sdks", Shape.objects("sdk", "edition")),
            json("prices", Shape.PLAIN),
            flag("withdrawn"));

    static final Kind APPLICATION = Kind.of(
            "application",
            "application",
            List.of("account"),
            List.of("account", "id"),
            text("account"),
            text("id"),
            text("name"),
            text("package_name"),
            text("bundle_id"),
            text("domain"),
            text("license_key"),
            integer("changes"));

    private static final Kind RENEWAL = Kind.of(
            "renewal",
            "license_renewal",
            List.of("account", "order_no"),
            List.of("account", "order_no", "expiry_from"),
            text("account"),
            integer("order_no").named("order"),
            instant("expiry_from").named("from"),
            instant("at"),
            text("renewed_by").named("by"),
            text("term"),
            instant("starts_at"),
            instant("expiry_to").named("to"),
            decimal("amount"),
            text("currency"),
            integer("txn").named("transaction"));

    static final Kind ORDER = Kind.of(
                    "license-order",
                    "license_order",
                    List.of("account"),
                    List.of("account", "number"),
                    text("account"),
                    integer("number"),
                    text("instance_id"),
                    text("offering"),
                    text("application"),
                    json("sdks", Shape.objects("sdk", "edition")),
                    text("term"),
                    instant("recorded_at"),
                    instant("starts_at"),
                    instant("first_expires_at"),
                    instant("expires_at"),
                    text("renewal_mode"),
                    text("renewal_term"))
            .with(RENEWAL);

    /** Public keys alone: private ones are never in a database. */
    static final Kind PUBLIC_KEY = Kind.of(
            "license-public-key",
            "license_public_key",
            List.of(),
            List.of("kid"),
            text("kid"),
            text("x"),
            instant("created_at"));

    private LicenseKinds() {}
}
