package dev.planstack.web.license;

import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Prices;
import dev.planstack.web.shared.Value;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a license offering. */
final class LicenseOfferingBody {

    private LicenseOfferingBody() {}

    static LicenseOffering read(Optional<OfferingId> id, Json body, Faults faults) {
        Optional<LicenseOffering> offering = Value.root(body, faults).object().flatMap(f -> {
            Optional<String> name = f.get("name").text(Identifiers::parsePrintable);
            List<LicensedSdk> sdks = sdks(f.get("sdks"));
            Map<Term, Map<Currency, Money>> prices = prices(f.get("prices"), faults);
            boolean withdrawn = f.get("withdrawn").flag(false);
            f.close();
            return id.flatMap(i -> name.map(n -> new LicenseOffering(i, n, sdks, prices, withdrawn)));
        });
        faults.refuse();
        return offering.orElseThrow();
    }

    private static List<LicensedSdk> sdks(Value value) {
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

    private static Map<Term, Map<Currency, Money>> prices(Value value, Faults faults) {
        Map<Term, Map<Currency, Money>> prices = new LinkedHashMap<>();
        value.mapOfSome("term")
                .forEach((text, byCurrency) -> faults.take(byCurrency.pointer(), Term.parse(text))
                        .ifPresent(term -> {
                            if (prices.put(term, Prices.read(byCurrency, faults)) != null) {
                                byCurrency.fault("is a term that is given already in another way");
                            }
                        }));
        return prices;
    }
}
