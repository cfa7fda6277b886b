package dev.planstack.persistence.meter;

import static dev.planstack.persistence.shared.Field.flag;
import static dev.planstack.persistence.shared.Field.integer;
import static dev.planstack.persistence.shared.Field.json;
import static dev.planstack.persistence.shared.Field.sinceEver;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Shape;
import java.util.List;

/** Meters and their prices as lines of an export. */
final class MeterKinds {

    private static final Kind PRICE = Kind.of(
            "price",
            "meter_price",
            List.of("meter"),
            List.of("meter", "currency", "from_hour"),
            text("meter"),
            text("currency"),
            sinceEver("from_hour"),
            json("tiers", Shape.objects("upTo", "unitPrice")));

    static final Kind METER = Kind.of(
                    "meter",
                    "meter",
                    List.of(),
                    List.of("code"),
                    text("code"),
                    text("name"),
                    text("unit"),
                    integer("scale"),
                    flag("used"))
            .with(PRICE);

    private MeterKinds() {}
}
