package dev.planstack.web.license;

import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.web.shared.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the SDKs of an offering or an order. */
final class SdkBody {

    private SdkBody() {}

    /** At least one, each once. */
    static List<LicensedSdk> read(Value value) {
        List<LicensedSdk> sdks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<Value> given = value.array();
        if (value.isArray() && given.isEmpty()) {
            value.fault("must name at least one SDK");
        }
        for (Value item : given) {
            item.object().ifPresent(f -> {
                Optional<String> sdk = f.get("sdk").text(Identifiers::parse);
                Optional<String> edition = f.get("edition").text(Identifiers::parse);
                f.close();
                if (sdk.filter(name -> !seen.add(name)).isPresent()) {
                    f.get("sdk").fault("must be named once only");
                }
                sdk.ifPresent(s -> edition.ifPresent(e -> sdks.add(new LicensedSdk(s, e))));
            });
        }
        return sdks;
    }
}
