package dev.planstack.persistence.license;

import static dev.planstack.persistence.shared.Field.flag;
import static dev.planstack.persistence.shared.Field.json;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Shape;
import java.util.List;

/** License offerings as lines of an export. */
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

    private LicenseKinds() {}
}
