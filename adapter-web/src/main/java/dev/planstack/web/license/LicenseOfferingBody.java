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
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a license offering. */
final class LicenseOfferingBody {

    private LicenseOfferingBody() {}

    static LicenseOffering read(Optional<OfferingId> id, Json body, Faults faults) {
        Optional<LicenseOffering> offering = Value.root(body, faults).object().flatMap(f -> {
            Optional<String> name = f.get("name").text(Identifiers::parsePrintable);
            List<LicensedSdk> sdks = SdkBody.read(f.get("sdks"));
            Map<Term, Map<Currency, Money>> prices = prices(f.get("prices"), faults);
            boolean withdrawn = f.get("withdrawn").flag(false);
            f.close();
            return id.flatMap(i -> name.map(n -> new LicenseOffering(i, n, sdks, prices, withdrawn)));
        });
        faults.refuse();
        return offering.orElseThrow();
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
