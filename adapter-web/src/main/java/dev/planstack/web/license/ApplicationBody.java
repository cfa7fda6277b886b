package dev.planstack.web.license;

import dev.planstack.domain.license.PlatformIdentities;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Value;
import java.util.Optional;

/**
 * What an operator says of an application (rule L2).
 *
 * @param name its name
 * @param identities what it is known by
 */
record ApplicationBody(String name, PlatformIdentities identities) {

    static ApplicationBody read(Json body, Faults faults) {
        Value root = Value.root(body, faults);
        Optional<Fields> fields = root.object();
        Optional<String> name = fields.flatMap(f -> f.get("name").text(Identifiers::parsePrintable));
        Optional<String> packageName =
                fields.flatMap(f -> f.get("packageName").textOrNull(PlatformIdentities::parsePackageName));
        Optional<String> bundleId =
                fields.flatMap(f -> f.get("bundleId").textOrNull(PlatformIdentities::parseBundleId));
        Optional<String> domain = fields.flatMap(f -> f.get("domain").textOrNull(PlatformIdentities::parseDomain));
        fields.ifPresent(Fields::close);
        if (faults.none() && packageName.isEmpty() && bundleId.isEmpty() && domain.isEmpty()) {
            root.fault("must have at least one of packageName, bundleId and domain");
        }
        faults.refuse();
        return new ApplicationBody(name.orElseThrow(), new PlatformIdentities(packageName, bundleId, domain));
    }
}
