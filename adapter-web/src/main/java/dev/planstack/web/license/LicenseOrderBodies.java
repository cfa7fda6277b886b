package dev.planstack.web.license;

import dev.planstack.application.license.AutoRenewalWish;
import dev.planstack.application.license.LicenseOrders;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.ForeignOrder;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.license.RenewalMode;
import dev.planstack.domain.license.RenewalRequest;
import dev.planstack.domain.shared.FieldFault;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.OneOf;
import dev.planstack.web.shared.Pointer;
import dev.planstack.web.shared.Problem;
import dev.planstack.web.shared.ProblemType;
import dev.planstack.web.shared.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is asked of license orders. */
final class LicenseOrderBodies {

    /** What an order consists of and a renewal never changes (rule L3). */
    private static final Set<String> CONFIGURATION = Set.of(
            "id",
            "instanceId",
            "account",
            "offering",
            "application",
            "sdks",
            "startsAt",
            "expiresAt",
            "status",
            "renewals");

    private LicenseOrderBodies() {}

    static LicenseOrders.Purchase purchase(Json body) {
        Faults faults = new Faults();
        Optional<LicenseOrders.Purchase> purchase = Value.root(body, faults)
                .object()
                .flatMap(f -> {
                    Optional<OfferingId> offering = f.get("offering").text(OfferingId::parse);
                    Optional<Term> term = f.get("term").text(Term::parse);
                    Optional<ApplicationId> application = f.get("application").textOrNull(ApplicationId::parse);
                    Value auto = f.get("autoRenewal");
                    AutoRenewalWish wish = auto.isThere()
                            ? auto.object().flatMap(LicenseOrderBodies::wish).orElse(AutoRenewalWish.MANUAL)
                            : AutoRenewalWish.MANUAL;
                    f.close();
                    return offering.flatMap(o -> term.map(t -> new LicenseOrders.Purchase(o, t, application, wish)));
                });
        faults.refuse();
        return purchase.orElseThrow();
    }

    static AutoRenewalWish autoRenewal(Json body) {
        Faults faults = new Faults();
        Optional<AutoRenewalWish> wish = Value.root(body, faults).object().flatMap(LicenseOrderBodies::wish);
        faults.refuse();
        return wish.orElseThrow();
    }

    private static Optional<AutoRenewalWish> wish(Fields fields) {
        Optional<RenewalMode> mode = fields.get("mode").text(LicenseOrderBodies::parseMode);
        Value termField = fields.get("term");
        Optional<Term> term = termField.textOrNull(Term::parse);
        fields.close();
        if (term.isPresent() && mode.filter(m -> m != RenewalMode.AUTO).isPresent()) {
            termField.fault("goes with the mode auto only");
        }
        return mode.map(m -> new AutoRenewalWish(m, term));
    }

    private static Parsed<RenewalMode> parseMode(String text) {
        return OneOf.parse(text, RenewalMode.values(), RenewalMode::code);
    }

    static RenewalRequest renewal(Json body) {
        refuseConfiguration(body);
        Faults faults = new Faults();
        Optional<RenewalRequest> renewal = Value.root(body, faults).object().flatMap(f -> {
            Optional<Term> term = f.get("term").text(Term::parse);
            Optional<Instant> expiresAt = f.get("currentExpiresAt").text(Instants::parse);
            Optional<RenewalMode> mode = f.get("autoRenewal").textOrAbsent(LicenseOrderBodies::parseMode);
            f.close();
            return term.flatMap(t -> expiresAt.map(at -> new RenewalRequest(t, at, mode)));
        });
        faults.refuse();
        return renewal.orElseThrow();
    }

    /** Who sends parts of the order means to change them; that is told before anything else that may be wrong. */
    private static void refuseConfiguration(Json body) {
        if (body instanceof Json.Members members) {
            List<FieldFault> faults = members.fields().keySet().stream()
                    .filter(CONFIGURATION::contains)
                    .map(name -> new FieldFault(Pointer.ROOT.step(name).text(), "cannot be changed by a renewal"))
                    .toList();
            if (!faults.isEmpty()) {
                throw Problem.of(
                                ProblemType.CONFIGURATION_NOT_MODIFIABLE,
                                "A renewal extends the expiry of the whole order; nothing else of it can be changed.")
                        .with(faults)
                        .thrown();
            }
        }
    }

    static ForeignOrder foreign(Json body) {
        Faults faults = new Faults();
        Optional<ForeignOrder> order = Value.root(body, faults).object().flatMap(f -> {
            Optional<InstanceId> instanceId = f.get("instanceId").textOrNull(InstanceId::parse);
            List<LicensedSdk> sdks = SdkBody.read(f.get("sdks"));
            Optional<Instant> startsAt = f.get("startsAt").text(Instants::parse);
            Optional<Instant> expiresAt = f.get("expiresAt").text(Instants::parse);
            Optional<OfferingId> offering = f.get("offering").textOrNull(OfferingId::parse);
            Optional<ApplicationId> application = f.get("application").textOrNull(ApplicationId::parse);
            f.close();
            return startsAt.flatMap(start ->
                    expiresAt.map(end -> new ForeignOrder(instanceId, sdks, start, end, offering, application)));
        });
        faults.refuse();
        return order.orElseThrow();
    }

    static ApplicationId binding(Json body) {
        Faults faults = new Faults();
        Optional<ApplicationId> application = Value.root(body, faults).object().flatMap(f -> {
            Optional<ApplicationId> id = f.get("application").text(ApplicationId::parse);
            f.close();
            return id;
        });
        faults.refuse();
        return application.orElseThrow();
    }
}
